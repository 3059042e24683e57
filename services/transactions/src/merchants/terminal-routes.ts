import { formatPublicId } from '@tamsui/ids';
import { pageQuery, pageWire, problemOfRefusal } from '@tamsui/platform/http';
import { alreadyCreated, CREATION_REFUSALS, creationId } from '../http/creation-key.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { closeTerminal } from './close-store.ts';
import { createTerminal, type StoreDeps } from './create-store.ts';
import { managed } from './managed-by.ts';
import { STORE_REFUSALS } from './store-errors.ts';
import { namedBody, printTerminal, terminalWire } from './store-schema.ts';
import { findStore } from './store-store.ts';
import { findTerminal, listTerminals } from './terminal-store.ts';

const STORE = { prefix: 'sto', thing: 'store' } as const;
const ACCESS = { operator: true, merchant: 'merchant:manage' } as const;

/** Tills in a store: kept by the operator, or by the merchant itself. */
export function terminalRoutes(deps: StoreDeps): Route[] {
  return [createTerminalRoute(deps), listTerminalsRoute(deps), closeTerminalRoute(deps)];
}

function createTerminalRoute(deps: StoreDeps): Route {
  return route({
    method: 'post',
    path: '/v1/stores/:id/terminals',
    operation: 'createTerminal',
    tag: 'Stores and tills',
    summary: 'Add a till of a store',
    access: ACCESS,
    idempotency: 'optional',
    id: STORE,
    body: namedBody,
    answers: { 201: terminalWire },
    refusals: [CREATION_REFUSALS, STORE_REFUSALS],
    handle: async ({ who, id: storeId, body: { name }, key }) => {
      managed(who, await findStore(deps.database, storeId), 'store');
      // A store has one owner, so its id says whose key this is.
      const id = creationId(key, [who.kind, 'POST /v1/stores/:id/terminals', storeId]);
      const created = await createTerminal(deps, who, { id, storeId, name });
      if (created.ok) return { status: 201, body: printTerminal(created.value) };
      const { code } = created.refusal;
      if (code === 'already_created') throw alreadyCreated(formatPublicId('ter', id));
      throw problemOfRefusal({ code }, STORE_REFUSALS);
    },
  });
}

function listTerminalsRoute({ database }: StoreDeps): Route {
  return route({
    method: 'get',
    path: '/v1/stores/:id/terminals',
    operation: 'listTerminals',
    tag: 'Stores and tills',
    summary: 'List the tills of a store',
    access: ACCESS,
    id: STORE,
    query: pageQuery,
    answers: { 200: pageWireOf(terminalWire) },
    handle: async ({ who, id: storeId, query: { limit, cursor } }) => {
      managed(who, await findStore(database, storeId), 'store');
      const after = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listTerminals(database, { storeId, limit: limit + 1, after });
      const body = pageWire(rows, limit, { print: printTerminal, placeOf: ({ id }) => ({ after: id }) });
      return { status: 200, body };
    },
  });
}

function closeTerminalRoute(deps: StoreDeps): Route {
  return route({
    method: 'post',
    path: '/v1/terminals/:id/close',
    operation: 'closeTerminal',
    tag: 'Stores and tills',
    summary: 'Close a till, for good',
    description:
      'It takes no more payments, at the latest after five seconds, and signs out whoever works at it.',
    access: ACCESS,
    id: { prefix: 'ter', thing: 'terminal' },
    answers: { 200: terminalWire },
    handle: async ({ who, id }) => {
      managed(who, await findTerminal(deps.database, id), 'terminal');
      return { status: 200, body: printTerminal(await closeTerminal(deps, who, id)) };
    },
  });
}
