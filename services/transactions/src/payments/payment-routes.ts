import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import {
  idempotencyKeyOf,
  type PageWire,
  pageWire,
  parseBody,
  parseQuery,
  problemOfRefusal,
} from '@tamsui/platform/http';
import type { Router } from 'express';
import type { z } from 'zod';
import type { MerchantPrincipal } from '../auth/principal.ts';
import type { Gate } from '../http/gate.ts';
import { found, pathId } from '../http/id-fields.ts';
import { journalPlace, journalPlaceOf, placeOf } from '../http/page.ts';
import { fingerprintOfRequest, markReplay } from '../http/replay.ts';
import { findPayment } from './find-payment.ts';
import { type PayMerchantDeps, payMerchant } from './pay-merchant.ts';
import { paymentIdOf } from './payment.ts';
import { PAYMENT_REFUSALS } from './payment-errors.ts';
import { createPaymentBody, listPaymentsQuery, printPayment } from './payment-schema.ts';
import { listPayments } from './payment-store.ts';

export interface PaymentRoutesDeps extends PayMerchantDeps {
  readonly database: Database;
  readonly currency: CurrencyCode;
}

export function mountPaymentRoutes(router: Router, gate: Gate, deps: PaymentRoutesDeps): void {
  const createBody = createPaymentBody(deps.currency);

  router.post(
    '/v1/payments',
    gate.merchant(async (merchant, req, res) => {
      const idempotencyKey = idempotencyKeyOf(req);
      const { terminal: terminalId, order_reference: orderReference, ...asked } = parseBody(createBody, req);
      const request = {
        merchant,
        idempotencyKey,
        fingerprint: fingerprintOfRequest(req),
        terminalId,
        orderReference,
      };
      const { code, amount: amountMinor, currency } = asked;
      const { replayed, result } = await payMerchant(deps, { ...request, code, amountMinor, currency });
      markReplay(res, replayed);
      if (!result.ok) throw problemOfRefusal(result.refusal, PAYMENT_REFUSALS);
      res.status(201).json(printPayment(result.value));
    }),
  );

  router.get(
    '/v1/payments/:id',
    gate.merchant(async (merchant, req, res) => {
      const id = pathId(req, 'pay', 'payment');
      res.json(printPayment(found(await findPayment(deps, merchant, id), 'payment').payment));
    }),
  );

  router.get(
    '/v1/payments',
    gate.merchant(async (merchant, req, res) => {
      const query = parseQuery(listPaymentsQuery, req);
      res.json(
        query.idempotency_key === undefined
          ? await listPage(deps.database, merchant, query)
          : await pageByKey(deps, merchant, query.idempotency_key),
      );
    }),
  );
}

type PaymentsPage = PageWire<ReturnType<typeof printPayment>>;

async function listPage(
  database: Database,
  { merchantId, payableAccount }: MerchantPrincipal,
  query: z.output<typeof listPaymentsQuery>,
): Promise<PaymentsPage> {
  const { limit } = query;
  const before = placeOf(journalPlace, query.cursor);
  const orderReference = query.order_reference ?? null;
  const filter = { merchantId, payableAccount, orderReference, before, limit: limit + 1 };
  return pageWire(await listPayments(database, filter), limit, {
    print: printPayment,
    placeOf: journalPlaceOf,
  });
}

/** For a till that lost the answer: what became of the request with this key, straight from the ledger. */
async function pageByKey(
  deps: PaymentRoutesDeps,
  merchant: MerchantPrincipal,
  key: string,
): Promise<PaymentsPage> {
  const one = await findPayment(deps, merchant, paymentIdOf(merchant.merchantId, key));
  return { data: one === undefined ? [] : [printPayment(one.payment)], has_more: false, next_cursor: null };
}
