import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import {
  idempotencyKeyOf,
  pageQuery,
  pageWire,
  parseBody,
  parseQuery,
  problemOfRefusal,
} from '@tamsui/platform/http';
import type { Router } from 'express';
import type { Gate } from '../http/gate.ts';
import { found, notFound, pathId } from '../http/id-fields.ts';
import { journalPlace, journalPlaceOf, placeOf } from '../http/page.ts';
import { fingerprintOfRequest, markReplay } from '../http/replay.ts';
import { type FindPaymentDeps, findPayment } from '../payments/find-payment.ts';
import { payableAccountOf, refundOfEntry } from './refund.ts';
import { REFUND_REFUSALS } from './refund-errors.ts';
import { refundPayment } from './refund-payment.ts';
import { createRefundBody, printRefund } from './refund-schema.ts';
import { listRefunds } from './refund-store.ts';

export interface RefundRoutesDeps extends FindPaymentDeps {
  readonly database: Database;
  readonly currency: CurrencyCode;
}

export function mountRefundRoutes(router: Router, gate: Gate, deps: RefundRoutesDeps): void {
  const createBody = createRefundBody(deps.currency);

  router.post(
    '/v1/payments/:id/refunds',
    gate.merchant(async (merchant, req, res) => {
      const paymentId = pathId(req, 'pay', 'payment');
      const idempotencyKey = idempotencyKeyOf(req);
      const { amount: amountMinor, currency, reason } = parseBody(createBody, req);
      const request = { merchant, idempotencyKey, fingerprint: fingerprintOfRequest(req), paymentId };
      const { replayed, result } = await refundPayment(deps, { ...request, amountMinor, currency, reason });
      markReplay(res, replayed);
      if (!result.ok) throw problemOfRefusal(result.refusal, REFUND_REFUSALS);
      res.status(201).json(printRefund(result.value));
    }),
  );

  router.get(
    '/v1/payments/:id/refunds',
    gate.merchant(async (merchant, req, res) => {
      const paymentId = pathId(req, 'pay', 'payment');
      const { limit, cursor } = parseQuery(pageQuery, req);
      const before = placeOf(journalPlace, cursor);
      found(await findPayment(deps, merchant, paymentId), 'payment');
      const rows = await listRefunds(deps.database, { paymentId, before, limit: limit + 1 });
      res.json(pageWire(rows, limit, { print: printRefund, placeOf: journalPlaceOf }));
    }),
  );

  router.get(
    '/v1/refunds/:id',
    gate.merchant(async (merchant, req, res) => {
      const entry = found(await deps.ledger.entry(pathId(req, 'rfd', 'refund')), 'refund');
      if (payableAccountOf(entry) !== merchant.payableAccount) throw notFound('refund');
      res.json(printRefund(found(refundOfEntry(entry), 'refund')));
    }),
  );
}
