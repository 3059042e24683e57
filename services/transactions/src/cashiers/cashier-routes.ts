import { newUuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { pageQuery, pageWire, problemOfRefusal } from '@tamsui/platform/http';
import { notFound } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { managed } from '../merchants/managed-by.ts';
import type { Cashier } from './cashier.ts';
import { CASHIER_REFUSALS, NUMBER_REFUSALS } from './cashier-errors.ts';
import { cashierWire, changeCashierBody, createCashierBody, printCashier } from './cashier-schema.ts';
import { findCashier, listCashiers } from './cashier-store.ts';
import type { CheckPinDeps } from './check-pin.ts';
import { changeCashier, createCashier, removeCashier } from './keep-cashiers.ts';

export interface CashierDeps extends CheckPinDeps {
  readonly currency: CurrencyCode;
}

const SHARED = { tag: 'Cashiers', access: { merchant: 'merchant:manage' } } as const;
const CASHIER = { prefix: 'csh', thing: 'cashier' } as const;

/** The people who work at a merchant's tills, kept by a manager or a key of the merchant. */
export function cashierRoutes(deps: CashierDeps): Route[] {
  return [
    createCashierRoute(deps),
    listCashiersRoute(deps),
    getCashierRoute(deps),
    changeCashierRoute(deps),
    removeCashierRoute(deps),
  ];
}

function createCashierRoute(deps: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: '/v1/cashiers',
    operation: 'createCashier',
    summary: 'Let somebody work at your tills',
    description:
      'A cashier charges; a shift lead refunds, too, up to `refund_cap`; a manager does everything.',
    body: createCashierBody(deps.currency),
    answers: { 201: cashierWire },
    refusals: [CASHIER_REFUSALS, NUMBER_REFUSALS],
    handle: async ({ who, body: { refund_cap: cap, ...asked } }) => {
      const refundCapMinor = cap?.amount ?? null;
      const created = await createCashier(deps, who, { ...asked, id: newUuid(), refundCapMinor });
      if (!created.ok) throw problemOfRefusal(created.refusal, { ...CASHIER_REFUSALS, ...NUMBER_REFUSALS });
      return { status: 201, body: printCashier(created.value, deps.currency) };
    },
  });
}

function listCashiersRoute({ database, currency }: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: '/v1/cashiers',
    operation: 'listCashiers',
    summary: 'List who works at your tills',
    query: pageQuery,
    answers: { 200: pageWireOf(cashierWire) },
    handle: async ({ who: { merchantId }, query: { limit, cursor } }) => {
      const after = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listCashiers(database, { merchantId, limit: limit + 1, after });
      const print = (row: Cashier) => printCashier(row, currency);
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) }) };
    },
  });
}

function getCashierRoute({ database, currency }: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: '/v1/cashiers/:id',
    operation: 'getCashier',
    summary: 'Show a cashier, also one who has left',
    id: CASHIER,
    answers: { 200: cashierWire },
    handle: async ({ who, id }) => {
      const cashier = managed(who, await findCashier(database, id), CASHIER.thing);
      return { status: 200, body: printCashier(cashier, currency) };
    },
  });
}

function changeCashierRoute(deps: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'patch',
    path: '/v1/cashiers/:id',
    operation: 'changeCashier',
    summary: "Change a cashier's name, role, cap or PIN",
    description: 'Another role, cap or PIN signs the cashier out everywhere, at once.',
    id: CASHIER,
    body: changeCashierBody(deps.currency),
    answers: { 200: cashierWire },
    refusals: [CASHIER_REFUSALS],
    handle: async ({ who, id, body: { refund_cap: cap, ...change } }) => {
      managed(who, await findCashier(deps.database, id), CASHIER.thing);
      const refundCapMinor = cap === undefined || cap === null ? cap : cap.amount;
      const changed = await changeCashier(deps, who, { ...change, id, refundCapMinor });
      if (changed.ok) return { status: 200, body: printCashier(changed.value, deps.currency) };
      const { code } = changed.refusal;
      if (code === 'cashier_not_found') throw notFound(CASHIER.thing);
      throw problemOfRefusal({ code }, CASHIER_REFUSALS);
    },
  });
}

function removeCashierRoute(deps: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'delete',
    path: '/v1/cashiers/:id',
    operation: 'removeCashier',
    summary: 'Send a cashier away: signed out everywhere, at once and for good',
    id: CASHIER,
    answers: { 204: null },
    handle: async ({ who, id }) => {
      managed(who, await findCashier(deps.database, id), CASHIER.thing);
      await removeCashier(deps, who, id);
      return { status: 204 };
    },
  });
}
