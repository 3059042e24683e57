import { formatPublicId } from '@tamsui/ids';
import type { Router } from 'express';
import { found, pathId } from '../http/path-id.ts';
import { sendFile } from '../http/send-file.ts';
import { findPayout } from '../payouts/payout-list-store.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { findRun } from '../settlement-runs/run-store.ts';
import { writeStatement } from './statement.ts';
import { findStatementLines } from './statement-store.ts';

type StatementDeps = Pick<SettlementDeps, 'database' | 'timeZone'>;

export function mountStatements(router: Router, { database, timeZone }: StatementDeps): void {
  router.get('/v1/settlement-runs/:id/statements/:merchantId', async (req, res) => {
    const runId = pathId(req, 'id', 'run', 'settlement run');
    const merchant = pathId(req, 'merchantId', 'mer', 'statement');
    const run = found(await findRun(database, runId), 'id', 'settlement run');
    const payout = found(await findPayout(database, runId, merchant), 'merchantId', 'statement');
    const lines = await findStatementLines(database, payout.id);
    const csv = writeStatement(payout, lines, { currency: run.currency, timeZone });
    sendFile(res, {
      name: `statement-${run.businessDate}-${formatPublicId('mer', merchant)}.csv`,
      type: 'text/csv; charset=utf-8',
      content: Buffer.from(csv, 'utf8'),
    });
  });
}
