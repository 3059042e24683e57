import type { LedgerClient } from '@tamsui/ledger-client';
import { problemOfRefusal } from '@tamsui/platform/http';
import { found, notFound } from '../http/id-fields.ts';
import { fingerprintOfRequest } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { createShopCode, type ShopCodeDeps, stickerText } from './create-shop-code.ts';
import { findShopCodeState } from './find-shop-code-state.ts';
import { readShopCode } from './read-shop-code.ts';
import { CREATE_REFUSALS, READ_REFUSALS } from './shop-code-errors.ts';
import {
  createShopCodeBody,
  printReadShopCode,
  printShopCode,
  printSticker,
  readShopCodeBody,
  readShopCodeWire,
  shopCodeWire,
  stickerWire,
} from './shop-code-schema.ts';

export interface ShopCodeRoutesDeps extends ShopCodeDeps {
  readonly ledger: LedgerClient;
}

/** Codes that a shop shows, and that residents scan. */
export function shopCodeRoutes(deps: ShopCodeRoutesDeps): Route[] {
  return [create(deps), find(deps), findSticker(deps), read(deps)];
}

function create(deps: ShopCodeRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/shop-codes',
    operation: 'createShopCode',
    tag: 'Shop codes',
    summary: 'Make a code for one sale, for the resident to scan',
    description: 'It is paid at most once, and works for fifteen minutes.',
    urgency: 'money',
    access: { merchant: 'payments:charge' },
    idempotency: 'optional',
    body: createShopCodeBody(deps.currency),
    answers: { 201: shopCodeWire },
    refusals: [CREATE_REFUSALS],
    handle: async ({ who: merchant, body, key: idempotencyKey, req }) => {
      const { terminal: terminalId, amount: amountMinor, order_reference: orderReference } = body;
      const fingerprint = fingerprintOfRequest(req);
      const asked = { merchant, idempotencyKey, fingerprint, terminalId, amountMinor, orderReference };
      const created = await createShopCode(deps, asked);
      if (!created.ok) throw problemOfRefusal(created.refusal, CREATE_REFUSALS);
      const { code, replayed } = created.value;
      return { status: 201, body: printShopCode(code, { status: 'open' }), replayed };
    },
  });
}

function find(deps: ShopCodeRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/shop-codes/:id',
    operation: 'getShopCode',
    tag: 'Shop codes',
    summary: 'Ask whether a code was paid, and by which payment',
    access: { merchant: 'payments:charge' },
    id: { prefix: 'shc', thing: 'shop code' },
    answers: { 200: shopCodeWire },
    handle: async ({ who, id }) => {
      const { code, state } = found(await findShopCodeState(deps, who, id), 'shop code');
      return { status: 200, body: printShopCode(code, state) };
    },
  });
}

function findSticker(deps: ShopCodeRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/terminals/:id/sticker',
    operation: 'getSticker',
    tag: 'Shop codes',
    summary: 'Get the code that a terminal shows at all times, for any amount',
    access: { merchant: 'payments:charge' },
    id: { prefix: 'ter', thing: 'terminal' },
    answers: { 200: stickerWire },
    handle: async ({ who, id }) => {
      const terminal = await deps.terminals(id);
      if (terminal?.merchantId !== who.merchantId) throw notFound('terminal');
      return { status: 200, body: printSticker(terminal, stickerText(deps, terminal)) };
    },
  });
}

function read(deps: ShopCodeRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/shop-codes/read',
    operation: 'readShopCode',
    tag: 'Shop codes',
    summary: 'Read a scanned code: who would be paid, and how much',
    description:
      "Names come from the city's own records. A code that the city has not signed, or that was changed since, is refused.",
    access: { resident: 'general' },
    body: readShopCodeBody,
    answers: { 200: readShopCodeWire },
    refusals: [READ_REFUSALS],
    handle: async ({ body }) => {
      const result = await readShopCode(deps, body.text);
      if (!result.ok) throw problemOfRefusal(result.refusal, READ_REFUSALS);
      return { status: 200, body: printReadShopCode(result.value) };
    },
  });
}
