import type { Result } from '@tamsui/errors';
import { pageQuery, pageWire, problemOfRefusal } from '@tamsui/platform/http';
import { z } from 'zod';
import { found, notFound } from '../http/id-fields.ts';
import { placeOf } from '../http/page.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { ABOUT_CONSENT, APART_FROM_ASKED, consentFields } from '../payment-confirmations/consent-fields.ts';
import { ERASED_REFUSALS } from '../residents/resident-errors.ts';
import type { CreateTransferDeps } from '../transfers/create-transfer.ts';
import { TRANSFER_REFUSALS } from '../transfers/transfer-errors.ts';
import type { TransferRoutesDeps } from '../transfers/transfer-routes.ts';
import { printTransfer, timePlace, transferWire } from '../transfers/transfer-schema.ts';
import { viewOfPayer } from '../transfers/view-transfer.ts';
import { decideAboutShare } from './decide-share.ts';
import {
  askedShareWire,
  type PayableShare,
  payableShareWire,
  printAskedShare,
  printPayableShare,
} from './money-request-schema.ts';
import { payShare } from './pay-share.ts';
import { openRequestDetails } from './request-details.ts';
import { SHARE_REFUSALS, type ShareRefusalCode } from './request-errors.ts';
import { shareIntent } from './share-intent.ts';
import { type AskedShare, findShare, listSharesOfPayer } from './share-store.ts';
import { viewPayableShares } from './view-money-request.ts';

const SHARE_ID = { prefix: 'shr', thing: 'share' } as const;
const ACCESS = { resident: 'general' } as const;

/** The payer's side of money requests; and the asker's, of one share alone. */
export function shareRoutes(deps: TransferRoutesDeps): Route[] {
  return [listRoute(deps), getRoute(deps), payRoute(deps), declineRoute(deps), cancelRoute(deps)];
}

function listRoute(deps: CreateTransferDeps): Route {
  return route({
    method: 'get',
    path: '/v1/request-shares',
    operation: 'listShares',
    tag: 'Money requests',
    summary: 'List what a resident was asked to pay, newest first',
    access: ACCESS,
    query: pageQuery,
    answers: { 200: pageWireOf(payableShareWire) },
    handle: async ({ who, query: { limit, cursor } }) => {
      const filter = { payerId: who.residentId, limit: limit + 1, before: placeOf(timePlace, cursor) };
      const shares = await viewPayableShares(deps, await listSharesOfPayer(deps.database, filter));
      const now = deps.clock.now();
      const page = pageWire(shares, limit, {
        print: (share) => printPayableShare(share, now),
        placeOf: ({ share: { createdAt: at, id } }: PayableShare) => ({ at, id }),
      });
      return { status: 200, body: page };
    },
  });
}

function getRoute(deps: CreateTransferDeps): Route {
  return route({
    method: 'get',
    path: '/v1/request-shares/:id',
    operation: 'getShare',
    tag: 'Money requests',
    summary: 'Say what a resident is asked to pay, by whom, and what became of it',
    access: ACCESS,
    id: SHARE_ID,
    answers: { 200: payableShareWire },
    handle: async ({ who, id }) => {
      const asked = found(await findShare(deps.database, id), 'share');
      if (asked.share.payerId !== who.residentId) throw notFound('share');
      return { status: 200, body: await printForPayer(deps, asked) };
    },
  });
}

function payRoute(deps: TransferRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/request-shares/:id/payments',
    operation: 'payShare',
    tag: 'Money requests',
    summary: 'Pay a share, once, with a transfer',
    description: ABOUT_CONSENT,
    access: ACCESS,
    urgency: 'money',
    id: SHARE_ID,
    idempotency: 'required',
    body: z.strictObject(consentFields(shareIntent(deps.currency))),
    answers: { 201: transferWire },
    refusals: [TRANSFER_REFUSALS, SHARE_REFUSALS, ERASED_REFUSALS],
    handle: async ({ who: resident, id: shareId, key: idempotencyKey, body: { intent, pin }, req }) => {
      const fingerprint = fingerprintOfRequest(req, APART_FROM_ASKED);
      const asked = { resident, shareId, idempotencyKey, fingerprint, proof: { intent, pin } };
      const decision = await payShare(deps, asked);
      const { replayed, result } = decision;
      if (result.ok) {
        const { transfer, details } = result.value;
        return { status: 201, body: printTransfer(viewOfPayer(transfer, details)), replayed };
      }
      const { code } = result.refusal;
      if (code === 'share_not_found') throw notFound('share');
      const refusals = { ...TRANSFER_REFUSALS, ...SHARE_REFUSALS };
      throw problemOfDecision({ ...result.refusal, code }, refusals, replayed);
    },
  });
}

function declineRoute(deps: CreateTransferDeps): Route {
  return route({
    method: 'post',
    path: '/v1/request-shares/:id/decline',
    operation: 'declineShare',
    tag: 'Money requests',
    summary: 'Decline to pay a share',
    access: ACCESS,
    urgency: 'money',
    id: SHARE_ID,
    body: z.strictObject({}),
    answers: { 200: payableShareWire },
    refusals: [SHARE_REFUSALS],
    handle: async ({ who: { residentId }, id: shareId }) => {
      const declined = await decideAboutShare(deps, { shareId, residentId, decision: 'declined' });
      return { status: 200, body: await printForPayer(deps, unwrap(declined)) };
    },
  });
}

function cancelRoute(deps: CreateTransferDeps): Route {
  return route({
    method: 'post',
    path: '/v1/request-shares/:id/cancel',
    operation: 'cancelShare',
    tag: 'Money requests',
    summary: 'Cancel a share that one has asked for',
    access: ACCESS,
    urgency: 'money',
    id: SHARE_ID,
    body: z.strictObject({}),
    answers: { 200: askedShareWire },
    refusals: [SHARE_REFUSALS],
    handle: async ({ who: { residentId }, id: shareId }) => {
      const cancelled = unwrap(await decideAboutShare(deps, { shareId, residentId, decision: 'cancelled' }));
      const details = await openRequestDetails(deps.vault, cancelled.request);
      const name = details?.payerNames[cancelled.share.position] ?? null;
      return { status: 200, body: printAskedShare(cancelled, name, deps.clock.now()) };
    },
  });
}

async function printForPayer(deps: CreateTransferDeps, asked: AskedShare) {
  const [payable] = await viewPayableShares(deps, [asked]);
  return printPayableShare(found(payable, 'share'), deps.clock.now());
}

/** @throws Problem when it was refused */
function unwrap(
  decided: Result<AskedShare, { readonly code: ShareRefusalCode | 'share_not_found' }>,
): AskedShare {
  if (decided.ok) return decided.value;
  const { code } = decided.refusal;
  throw code === 'share_not_found' ? notFound('share') : problemOfRefusal({ code }, SHARE_REFUSALS);
}
