import { formatPublicId } from '@tamsui/ids';
import { problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import { type Route, route } from '../http/route.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { PIN_REFUSALS } from '../pins/pin-errors.ts';
import { pinField } from '../pins/pin-schema.ts';
import type { Closing } from './closing.ts';
import { findClosingOf } from './closing-store.ts';
import { type ClosingRefusal, type RequestClosingDeps, requestClosing } from './request-closing.ts';
import { eraseAfter } from './retention-policy.ts';

const CLOSING_REFUSALS: RefusalStatuses<ClosingRefusal['code']> = {
  ...PIN_REFUSALS,
  device_is_new: { status: 403, detail: 'Nothing was done: a new device closes no wallet on its first day.' },
  no_bank_account: {
    status: 409,
    detail: 'Nothing was done: no bank account is known that the rest could be paid to.',
  },
  wallet_changed: { status: 409, detail: 'Nothing was done: the wallet changed meanwhile. Try again.' },
  wallet_frozen: {
    status: 409,
    detail: 'Nothing was done: the wallet is frozen. It has to be opened first.',
  },
  wallet_in_use: {
    status: 409,
    detail: 'Nothing was done: something is under way. `open` says what has to come to its end first.',
  },
};

const NO_CLOSING: RefusalStatuses<'wallet_closing_not_found'> = {
  wallet_closing_not_found: { status: 404, detail: 'Nobody has asked to close this wallet.' },
};

const closingBody = z.strictObject({ pin: pinField.optional() });

const closingWire = z
  .strictObject({
    id: idWire('cls'),
    state: z.enum(['paying_out', 'closed', 'returned']).meta({
      description:
        '`paying_out`: frozen, and what was left is on its way to the bank account. `closed`: for ever. `returned`: the bank did not take the money, so it is back and the wallet is open again.',
    }),
    requested_at: instantWire,
    finished_at: instantWire.nullable(),
    bank_reason: z
      .string()
      .nullable()
      .meta({ description: 'Why the bank did not take it, a code of ISO 20022.', examples: ['AC04'] }),
    erased_after: instantWire.nullable().meta({
      description: 'When what is known of its holder is destroyed; null while the wallet is not closed.',
    }),
  })
  .meta({ id: 'WalletClosing' });

/** The end of a wallet. */
export function closingRoutes(deps: RequestClosingDeps): Route[] {
  return [closeWalletRoute(deps), getClosingRoute(deps)];
}

function closeWalletRoute(deps: RequestClosingDeps): Route {
  return route({
    method: 'post',
    path: '/v1/wallet/closing',
    operation: 'closeWallet',
    tag: 'Data rights',
    summary: 'Close the wallet, and have what is left paid to your own bank account',
    description:
      'Needs the PIN. The wallet is frozen at once and closed when the bank has the money. What is known of you is kept for as long as the law asks, and destroyed then.',
    access: { resident: 'general' },
    urgency: 'money',
    body: closingBody,
    answers: { 202: closingWire },
    refusals: [CLOSING_REFUSALS],
    handle: async ({ who, body: { pin } }) => {
      const closing = await requestClosing(deps, who, pin);
      if (!closing.ok) throw problemOfRefusal({ ...closing.refusal }, CLOSING_REFUSALS);
      return { status: 202, body: printClosing(closing.value) };
    },
  });
}

function getClosingRoute({ database }: RequestClosingDeps): Route {
  return route({
    method: 'get',
    path: '/v1/wallet/closing',
    operation: 'getWalletClosing',
    tag: 'Data rights',
    summary: 'Say how far the closing of the wallet is',
    access: { resident: 'general' },
    answers: { 200: closingWire },
    refusals: [NO_CLOSING],
    handle: async ({ who: { residentId } }) => {
      const closing = await findClosingOf(database, residentId);
      if (closing === undefined) throw problemOfRefusal({ code: 'wallet_closing_not_found' }, NO_CLOSING);
      return { status: 200, body: printClosing(closing) };
    },
  });
}

function printClosing({ id, state, requestedAt, finishedAt, bankReason }: Closing) {
  const isClosed = state === 'closed' && finishedAt !== null;
  return {
    id: formatPublicId('cls', id),
    state,
    requested_at: requestedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
    bank_reason: bankReason,
    erased_after: isClosed ? eraseAfter(finishedAt).toISOString() : null,
  };
}
