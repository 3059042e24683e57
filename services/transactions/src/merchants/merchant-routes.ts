import { formatPublicId } from '@tamsui/ids';
import { dateInZone } from '@tamsui/platform/clock';
import { pageQuery, pageWire } from '@tamsui/platform/http';
import { alreadyCreated, CREATION_REFUSALS, creationId } from '../http/creation-key.ts';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { type CreateMerchantDeps, createMerchant } from './create-merchant.ts';
import type { Merchant } from './merchant.ts';
import { createMerchantBody, merchantWire, printMerchant } from './merchant-schema.ts';
import { findMerchant, listMerchants } from './merchant-store.ts';

export function merchantRoutes(deps: CreateMerchantDeps): Route[] {
  return [createMerchantRoute(deps), listMerchantsRoute(deps), getMerchantRoute(deps)];
}

function createMerchantRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'post',
    path: '/v1/merchants',
    operation: 'createMerchant',
    tag: 'Merchants',
    summary: 'Add a merchant',
    access: { operator: true },
    idempotency: 'optional',
    body: createMerchantBody,
    answers: { 201: merchantWire },
    refusals: [CREATION_REFUSALS],
    handle: async ({ body, key }) => {
      const id = creationId(key, ['operator', 'POST /v1/merchants']);
      const created = await createMerchant(deps, {
        id,
        kind: 'organisation',
        name: body.name,
        businessNumber: null,
        feeBasisPoints: body.fee_basis_points,
        payoutAccount: body.payout_account,
      });
      if (!created.ok) throw alreadyCreated(formatPublicId('mer', id));
      return { status: 201, body: printMerchant(created.value, todayOf(deps)) };
    },
  });
}

function listMerchantsRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'get',
    path: '/v1/merchants',
    operation: 'listMerchants',
    tag: 'Merchants',
    summary: 'List the merchants',
    access: { operator: true },
    query: pageQuery,
    answers: { 200: pageWireOf(merchantWire) },
    handle: async ({ query: { limit, cursor } }) => {
      const after = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listMerchants(deps.database, { limit: limit + 1, after });
      const today = todayOf(deps);
      const print = (row: Merchant) => printMerchant(row, today);
      const body = pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) });
      return { status: 200, body };
    },
  });
}

function getMerchantRoute(deps: CreateMerchantDeps): Route {
  return route({
    method: 'get',
    path: '/v1/merchants/:id',
    operation: 'getMerchant',
    tag: 'Merchants',
    summary: 'Show a merchant',
    access: { operator: true },
    id: { prefix: 'mer', thing: 'merchant' },
    answers: { 200: merchantWire },
    handle: async ({ id }) => ({
      status: 200,
      body: printMerchant(found(await findMerchant(deps.database, id), 'merchant'), todayOf(deps)),
    }),
  });
}

/** The date in the city: fees change with it. */
function todayOf({ clock, timeZone }: CreateMerchantDeps): string {
  return dateInZone(clock.now(), timeZone);
}
