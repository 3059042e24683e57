import { type PageWire, Problem, pageWire } from '@tamsui/platform/http';
import type { z } from 'zod';
import type { MerchantPrincipal, ResidentPrincipal } from '../auth/principal.ts';
import { journalPlace, journalPlaceOf, placeOf } from '../http/page.ts';
import { type FindPaymentDeps, findPayment } from './find-payment.ts';
import { paymentIdOf } from './payment.ts';
import { type listPaymentsQuery, printPayment } from './payment-schema.ts';
import { listPayments } from './payment-store.ts';
import { printResidentPayment } from './resident-payment-schema.ts';

type Query = z.output<typeof listPaymentsQuery>;

/** One page of whoever's payments, as far as the feed has been read. */
export function listPaymentsFor(
  deps: FindPaymentDeps,
  who: MerchantPrincipal | ResidentPrincipal,
  query: Query,
): Promise<PageWire<object>> {
  if (who.kind === 'resident') return residentPage(deps, who, query);
  return query.idempotency_key === undefined
    ? merchantPage(deps, who, query)
    : pageByKey(deps, who, query.idempotency_key);
}

async function merchantPage(
  { database, clock }: FindPaymentDeps,
  { payableAccount }: MerchantPrincipal,
  query: Query,
): Promise<PageWire<object>> {
  const before = placeOf(journalPlace, query.cursor);
  const orderReference = query.order_reference ?? null;
  const filter = { payableAccount, walletAccount: null, orderReference, before, limit: query.limit + 1 };
  return pageWire(await listPayments(database, filter, clock.now()), query.limit, {
    print: printPayment,
    placeOf: journalPlaceOf,
  });
}

async function residentPage(
  { database, clock }: FindPaymentDeps,
  { walletAccount, currency }: ResidentPrincipal,
  query: Query,
): Promise<PageWire<object>> {
  for (const name of ['order_reference', 'idempotency_key'] as const) {
    if (query[name] !== undefined) throw merchantsOnly(name);
  }
  const before = placeOf(journalPlace, query.cursor);
  const filter = {
    payableAccount: null,
    walletAccount,
    orderReference: null,
    before,
    limit: query.limit + 1,
  };
  return pageWire(await listPayments(database, filter, clock.now()), query.limit, {
    print: (payment) => printResidentPayment(payment, payment, currency),
    placeOf: journalPlaceOf,
  });
}

function merchantsOnly(name: string): Problem {
  const message = 'Only a merchant finds payments by this.';
  return new Problem({
    status: 400,
    code: 'validation_failed',
    detail: `Not as described: query:${name}.`,
    errors: [{ pointer: `query:${name}`, code: 'unknown_field', message }],
  });
}

/** For a till that lost the answer: what became of the request with this key, straight from the ledger. */
async function pageByKey(
  deps: FindPaymentDeps,
  merchant: MerchantPrincipal,
  key: string,
): Promise<PageWire<object>> {
  const one = await findPayment(deps, merchant, paymentIdOf(merchant.merchantId, key));
  return { data: one === undefined ? [] : [printPayment(one.payment)], has_more: false, next_cursor: null };
}
