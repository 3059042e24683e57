import { formatPublicId } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { parseBody } from '@tamsui/platform/http';
import type { Router } from 'express';
import { alreadyCreated, creationId } from '../http/creation-key.ts';
import type { Gate } from '../http/gate.ts';
import { found, notFound, pathId } from '../http/id-fields.ts';
import { createApiKey } from './create-api-key.ts';
import { namedBody, printNewApiKey, printStore, printTerminal } from './merchant-schema.ts';
import { findMerchant, insertStore, insertTerminal, storeExists } from './merchant-store.ts';

export interface StoreRoutesDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** What a merchant needs to be paid at a counter: stores, tills in them, and keys to let them in. */
export function mountStoreRoutes(router: Router, gate: Gate, deps: StoreRoutesDeps): void {
  const { database, clock } = deps;

  router.post(
    '/v1/merchants/:id/stores',
    gate.operator(async (_operator, req, res) => {
      const merchantId = pathId(req, 'mer', 'merchant');
      const { name } = parseBody(namedBody, req);
      found(await findMerchant(database, merchantId), 'merchant');
      const id = creationId(req, ['operator', 'POST /v1/merchants/:id/stores', merchantId]);
      const store = { id, merchantId, name, createdAt: clock.now() };
      if (!(await insertStore(database, store))) throw alreadyCreated(formatPublicId('sto', id));
      res.status(201).json(printStore(store));
    }),
  );

  router.post(
    '/v1/stores/:id/terminals',
    gate.operator(async (_operator, req, res) => {
      const storeId = pathId(req, 'sto', 'store');
      const { name } = parseBody(namedBody, req);
      if (!(await storeExists(database, storeId))) throw notFound('store');
      const id = creationId(req, ['operator', 'POST /v1/stores/:id/terminals', storeId]);
      const terminal = { id, storeId, name, createdAt: clock.now() };
      if (!(await insertTerminal(database, terminal))) throw alreadyCreated(formatPublicId('ter', id));
      res.status(201).json(printTerminal(terminal));
    }),
  );

  router.post(
    '/v1/merchants/:id/api-keys',
    gate.operator(async (_operator, req, res) => {
      const merchantId = pathId(req, 'mer', 'merchant');
      const { name } = parseBody(namedBody, req);
      const id = creationId(req, ['operator', 'POST /v1/merchants/:id/api-keys', merchantId]);
      const created = await createApiKey(deps, { id, merchantId, name });
      if (created.ok) res.status(201).json(printNewApiKey(created.value.apiKey, created.value.secret));
      else if (created.refusal.code === 'merchant_not_found') throw notFound('merchant');
      else throw alreadyCreated(formatPublicId('key', id));
    }),
  );
}
