import type { CurrencyCode } from '@tamsui/money';
import { pageWire, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { placeOf } from '../http/page.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { ABOUT_CONSENT, APART_FROM_ASKED } from '../payment-confirmations/consent-fields.ts';
import { ERASED_REFUSALS } from '../residents/resident-errors.ts';
import { type CreateTransferDeps, createTransfer } from './create-transfer.ts';
import { TRANSFER_REFUSALS } from './transfer-errors.ts';
import { listReceived, listSent } from './transfer-list-store.ts';
import {
  createTransferBody,
  listTransfersQuery,
  printTransfer,
  timePlace,
  transferWire,
} from './transfer-schema.ts';
import { markCancelled } from './transfer-store.ts';
import { type ViewTransferDeps, viewOfPayer, viewTransfer, viewTransfers } from './view-transfer.ts';

export interface TransferRoutesDeps extends CreateTransferDeps, ViewTransferDeps {
  readonly currency: CurrencyCode;
}

const CANCEL_REFUSALS: RefusalStatuses<'transfer_not_cancellable'> = {
  transfer_not_cancellable: {
    status: 409,
    detail: 'It was sent, is being sent at this moment, or has failed: there is nothing to cancel.',
  },
};

const TRANSFER_ID = { prefix: 'trf', thing: 'transfer' } as const;

export function transferRoutes(deps: TransferRoutesDeps): Route[] {
  return [createRoute(deps), listRoute(deps), getRoute(deps), cancelRoute(deps)];
}

function createRoute(deps: TransferRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/transfers',
    operation: 'createTransfer',
    tag: 'Transfers',
    summary: 'Send money to another resident, now or later',
    description: ABOUT_CONSENT,
    access: { resident: 'general' },
    urgency: 'money',
    idempotency: 'required',
    body: createTransferBody(deps.currency),
    answers: { 201: transferWire },
    refusals: [TRANSFER_REFUSALS, ERASED_REFUSALS],
    handle: async ({ who: resident, key: idempotencyKey, body, req }) => {
      const { payee: payeeToken, amount: amountMinor, currency, message = null, at: sendAt = null } = body;
      const proof = { intent: body.intent, pin: body.pin };
      const asked = { payeeToken, amountMinor, currency, message, sendAt, proof };
      const fingerprint = fingerprintOfRequest(req, APART_FROM_ASKED);
      const decision = await createTransfer(deps, { ...asked, resident, idempotencyKey, fingerprint });
      const { replayed, result } = decision;
      if (!result.ok) throw problemOfDecision(result.refusal, TRANSFER_REFUSALS, replayed);
      const { transfer, details } = result.value;
      return { status: 201, body: printTransfer(viewOfPayer(transfer, details)), replayed };
    },
  });
}

function listRoute(deps: TransferRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/transfers',
    operation: 'listTransfers',
    tag: 'Transfers',
    summary: 'List what a resident sent, or received, newest first',
    access: { resident: 'general' },
    query: listTransfersQuery,
    answers: { 200: pageWireOf(transferWire) },
    handle: async ({ who: { residentId }, query: { limit, cursor, direction, status = null } }) => {
      const filter = { residentId, limit: limit + 1, before: placeOf(timePlace, cursor) };
      const transfers =
        direction === 'sent'
          ? await listSent(deps.database, { ...filter, status })
          : await listReceived(deps.database, filter);
      const views = await viewTransfers(deps, residentId, transfers);
      const shape = {
        print: printTransfer,
        placeOf: ({ transfer: { id, sentAt, createdAt } }: (typeof views)[number]) => ({
          at: direction === 'sent' ? createdAt : sentAt,
          id,
        }),
      };
      return { status: 200, body: pageWire(views, limit, shape) };
    },
  });
}

function getRoute(deps: TransferRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/transfers/:id',
    operation: 'getTransfer',
    tag: 'Transfers',
    summary: 'Say what became of a transfer',
    access: { resident: 'general' },
    id: TRANSFER_ID,
    answers: { 200: transferWire },
    handle: async ({ who, id }) => {
      const view = found(await viewTransfer(deps, who.residentId, id), 'transfer');
      return { status: 200, body: printTransfer(view) };
    },
  });
}

function cancelRoute(deps: TransferRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/transfers/:id/cancel',
    operation: 'cancelTransfer',
    tag: 'Transfers',
    summary: 'Cancel a scheduled transfer before it is sent',
    access: { resident: 'general' },
    urgency: 'money',
    id: TRANSFER_ID,
    body: z.strictObject({}),
    answers: { 200: transferWire },
    refusals: [CANCEL_REFUSALS],
    handle: async ({ who: { residentId }, id }) => {
      await markCancelled(deps.database, { id, payerId: residentId });
      const view = found(await viewTransfer(deps, residentId, id), 'transfer');
      if (view.transfer.status === 'cancelled') return { status: 200, body: printTransfer(view) };
      throw problemOfRefusal({ code: 'transfer_not_cancellable' }, CANCEL_REFUSALS);
    },
  });
}
