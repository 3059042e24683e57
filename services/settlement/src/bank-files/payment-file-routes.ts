import type { Router } from 'express';
import { found, pathId } from '../http/path-id.ts';
import { sendFile } from '../http/send-file.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { findPaymentFile } from './payment-file-store.ts';

export function mountPaymentFiles(router: Router, { database }: Pick<SettlementDeps, 'database'>): void {
  router.get('/v1/settlement-runs/:id/payment-file', async (req, res) => {
    const run = pathId(req, 'id', 'run', 'settlement run');
    const file = found(await findPaymentFile(database, run), 'id', 'payment file');
    sendFile(res, { name: `${file.messageId}.xml`, type: 'application/xml', content: file.content });
  });
}
