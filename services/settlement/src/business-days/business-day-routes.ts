import { parseBody, parseParams, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import { businessDateField } from '../http/business-date.ts';
import { type CloseRefusalCode, closeBusinessDay } from './close-business-day.ts';
import type { ClosedDay } from './closed-day.ts';
import type { BusinessDayDeps } from './recall-close.ts';

const dateParams = z.strictObject({ date: businessDateField });
const nothing = z.strictObject({});

const STATUSES: RefusalStatuses<CloseRefusalCode> = {
  business_day_not_open: {
    status: 409,
    detail: 'This business day has not begun: the open one comes first.',
    pointer: 'path:date',
  },
  business_day_already_closed: {
    status: 409,
    detail: 'This business day was closed together with a later one.',
    pointer: 'path:date',
  },
};

export function mountBusinessDays(router: Router, deps: BusinessDayDeps): void {
  router.get('/v1/business-days', async (_req, res) => {
    const { open, lastClosed } = await deps.ledger.businessDay();
    res.json({ open, last_closed: lastClosed });
  });
  router.post('/v1/business-days/:date/close', async (req, res) => {
    const { date } = parseParams(dateParams, req);
    parseBody(nothing, req);
    const closed = await closeBusinessDay(deps, date);
    if (!closed.ok) throw problemOfRefusal(closed.refusal, STATUSES);
    res.json(closedDayWire(closed.value));
  });
}

function closedDayWire({ businessDate, position, closedAt }: ClosedDay): object {
  return {
    business_date: businessDate,
    closed_at: closedAt.toISOString(),
    position: { batch: position.batch.toString(), index: position.index },
  };
}
