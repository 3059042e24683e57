import {
  decodeCursor,
  pageQuery,
  pageWire,
  parseBody,
  parseQuery,
  problemOfRefusal,
  type RefusalStatuses,
} from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import { businessDateField } from '../http/business-date.ts';
import { found, pathId } from '../http/path-id.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { advanceRun } from './advance-run.ts';
import { findRun, listRuns } from './run-store.ts';
import { settlementRunWire } from './settlement-run-wire.ts';
import { type StartRunRefusalCode, startRun } from './start-run.ts';

const startBody = z.strictObject({ business_date: businessDateField });
const runsPlace = z.strictObject({ settlement_runs_before: businessDateField });

const STATUSES: RefusalStatuses<StartRunRefusalCode> = {
  business_day_not_closed: {
    status: 409,
    detail: 'Close this business day first.',
    pointer: '/business_date',
  },
  earlier_day_not_settled: {
    status: 409,
    detail: 'An earlier day has lines that are not settled: balances are carried from day to day.',
    pointer: '/business_date',
  },
  later_day_settled: {
    status: 409,
    detail: 'A later day is settled already, and this day had nothing to settle.',
    pointer: '/business_date',
  },
};

export function mountSettlementRuns(router: Router, deps: SettlementDeps): void {
  router.post('/v1/settlement-runs', async (req, res) => {
    const { business_date: businessDate } = parseBody(startBody, req);
    const started = await startRun(deps, businessDate);
    if (!started.ok) throw problemOfRefusal(started.refusal, STATUSES);
    const run = await advanceRun(deps, started.value.run.id);
    res.status(started.value.isNew ? 201 : 200).json(settlementRunWire(run));
  });
  mountReads(router, deps);
}

function mountReads(router: Router, { database, book }: SettlementDeps): void {
  router.get('/v1/settlement-runs', async (req, res) => {
    const { limit, cursor } = parseQuery(pageQuery, req);
    const beforeDate = cursor === undefined ? null : decodeCursor(runsPlace, cursor).settlement_runs_before;
    const runs = await listRuns(database, book, { limit: limit + 1, beforeDate });
    const placeOf = (run: { readonly businessDate: string }) => ({
      settlement_runs_before: run.businessDate,
    });
    res.json(pageWire(runs, limit, { print: settlementRunWire, placeOf }));
  });
  router.get('/v1/settlement-runs/:id', async (req, res) => {
    const id = pathId(req, 'id', 'run', 'settlement run');
    res.json(settlementRunWire(found(await findRun(database, id), 'id', 'settlement run')));
  });
}
