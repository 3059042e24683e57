import { formatPublicId } from '@tamsui/ids';
import { pageQuery, pageWire } from '@tamsui/platform/http';
import type { z } from 'zod';
import { alreadyCreated, CREATION_REFUSALS, creationId } from '../http/creation-key.ts';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { closeStore } from './close-store.ts';
import { createStore, type StoreDeps } from './create-store.ts';
import { managed } from './managed-by.ts';
import { findMerchant } from './merchant-store.ts';
import { namedBody, printStore, storeWire } from './store-schema.ts';
import { findStore, listStores } from './store-store.ts';

const STORE = { prefix: 'sto', thing: 'store' } as const;

/** Shops of a merchant: kept by the operator, or by the merchant itself. */
export function storeRoutes(deps: StoreDeps): Route[] {
  return [
    createStoreOfMerchantRoute(deps),
    listStoresOfMerchantRoute(deps),
    createStoreRoute(deps),
    listStoresRoute(deps),
    closeStoreRoute(deps),
  ];
}

function createStoreOfMerchantRoute(deps: StoreDeps): Route {
  return route({
    method: 'post',
    path: '/v1/merchants/:id/stores',
    operation: 'createStoreOfMerchant',
    tag: 'Merchants',
    summary: 'Add a store of a merchant',
    access: { operator: true },
    idempotency: 'optional',
    id: { prefix: 'mer', thing: 'merchant' },
    body: namedBody,
    answers: { 201: storeWire },
    refusals: [CREATION_REFUSALS],
    handle: async ({ who, id: merchantId, body: { name }, key }) => {
      found(await findMerchant(deps.database, merchantId), 'merchant');
      const id = creationId(key, ['operator', 'POST /v1/merchants/:id/stores', merchantId]);
      const created = await createStore(deps, who, { id, merchantId, name });
      if (!created.ok) throw alreadyCreated(formatPublicId('sto', id));
      return { status: 201, body: printStore(created.value) };
    },
  });
}

function createStoreRoute(deps: StoreDeps): Route {
  return route({
    method: 'post',
    path: '/v1/stores',
    operation: 'createStore',
    tag: 'Stores and tills',
    summary: 'Add a store of your own',
    access: { merchant: 'merchant:manage' },
    idempotency: 'optional',
    body: namedBody,
    answers: { 201: storeWire },
    refusals: [CREATION_REFUSALS],
    handle: async ({ who, body: { name }, key }) => {
      const { merchantId } = who;
      const id = creationId(key, ['merchant', merchantId, 'POST /v1/stores']);
      const created = await createStore(deps, who, { id, merchantId, name });
      if (!created.ok) throw alreadyCreated(formatPublicId('sto', id));
      return { status: 201, body: printStore(created.value) };
    },
  });
}

function listStoresOfMerchantRoute(deps: StoreDeps): Route {
  return route({
    method: 'get',
    path: '/v1/merchants/:id/stores',
    operation: 'listStoresOfMerchant',
    tag: 'Merchants',
    summary: "List a merchant's stores",
    access: { operator: true },
    id: { prefix: 'mer', thing: 'merchant' },
    query: pageQuery,
    answers: { 200: pageWireOf(storeWire) },
    handle: async ({ id: merchantId, query }) => {
      found(await findMerchant(deps.database, merchantId), 'merchant');
      return { status: 200, body: await pageOfStores(deps, merchantId, query) };
    },
  });
}

function listStoresRoute(deps: StoreDeps): Route {
  return route({
    method: 'get',
    path: '/v1/stores',
    operation: 'listStores',
    tag: 'Stores and tills',
    summary: 'List your stores',
    access: { merchant: 'merchant:manage' },
    query: pageQuery,
    answers: { 200: pageWireOf(storeWire) },
    handle: async ({ who, query }) => ({
      status: 200,
      body: await pageOfStores(deps, who.merchantId, query),
    }),
  });
}

function closeStoreRoute(deps: StoreDeps): Route {
  return route({
    method: 'post',
    path: '/v1/stores/:id/close',
    operation: 'closeStore',
    tag: 'Stores and tills',
    summary: 'Close a store with its tills, for good',
    access: { operator: true, merchant: 'merchant:manage' },
    id: STORE,
    answers: { 200: storeWire },
    handle: async ({ who, id }) => {
      managed(who, await findStore(deps.database, id), 'store');
      return { status: 200, body: printStore(await closeStore(deps, who, id)) };
    },
  });
}

async function pageOfStores(
  { database }: StoreDeps,
  merchantId: string,
  { limit, cursor }: z.output<typeof pageQuery>,
) {
  const after = placeOf(idPlace, cursor)?.after ?? null;
  const rows = await listStores(database, { merchantId, limit: limit + 1, after });
  return pageWire(rows, limit, { print: printStore, placeOf: ({ id }) => ({ after: id }) });
}
