import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import { pageQuery, pageWire } from '@tamsui/platform/http';
import type { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { merchantEventWire } from './merchant-event-schema.ts';
import { type KeptMerchantEvent, listMerchantEvents } from './merchant-event-store.ts';
import { findMerchant } from './merchant-store.ts';

export interface EventRoutesDeps {
  readonly database: Database;
}

const SHARED = {
  method: 'get',
  urgency: 'export',
  query: pageQuery,
  answers: { 200: pageWireOf(merchantEventWire) },
} as const;

/** Who did what with a merchant's stores, tills, keys, cashiers and fee. */
export function eventRoutes({ database }: EventRoutesDeps): Route[] {
  return [
    route({
      ...SHARED,
      path: '/v1/merchant/events',
      operation: 'listOwnMerchantEvents',
      tag: 'Your business',
      summary: 'List who did what with your stores, tills, keys and cashiers, newest first',
      access: { merchant: 'merchant:manage' },
      handle: async ({ who, query }) => ({
        status: 200,
        body: await pageOfEvents(database, who.merchantId, query),
      }),
    }),
    route({
      ...SHARED,
      path: '/v1/merchants/:id/events',
      operation: 'listMerchantEvents',
      tag: 'Merchants',
      summary: 'List who did what with a merchant, newest first',
      access: { operator: true },
      id: { prefix: 'mer', thing: 'merchant' },
      handle: async ({ id, query }) => {
        found(await findMerchant(database, id), 'merchant');
        return { status: 200, body: await pageOfEvents(database, id, query) };
      },
    }),
  ];
}

async function pageOfEvents(
  database: Database,
  merchantId: Uuid,
  { limit, cursor }: z.output<typeof pageQuery>,
) {
  const before = placeOf(idPlace, cursor)?.after ?? null;
  const rows = await listMerchantEvents(database, { merchantId, limit: limit + 1, before });
  return pageWire(rows, limit, { print: printEvent, placeOf: ({ id }) => ({ after: id }) });
}

function printEvent({ at, actor, action, subject, facts }: KeptMerchantEvent) {
  return { at: at.toISOString(), actor, action, subject, facts };
}
