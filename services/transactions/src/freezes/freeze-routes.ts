import type { Result } from '@tamsui/errors';
import { problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import { notFound } from '../http/id-fields.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { FREEZE_REASONS } from './freeze.ts';
import { type FreezeDeps, freezeWallet, type UnfreezeRefusal, unfreezeWallet } from './freeze-wallet.ts';

const FREEZE_REFUSALS: RefusalStatuses<'wallet_closed'> = {
  wallet_closed: { status: 409, detail: 'Nothing was changed: this wallet is closed.' },
};

type UnfreezeRefusalCode = Exclude<UnfreezeRefusal['code'], 'resident_not_found'> | 'assurance_too_low';

const UNFREEZE_REFUSALS: RefusalStatuses<UnfreezeRefusalCode> = {
  ...FREEZE_REFUSALS,
  wallet_closing: { status: 409, detail: 'Nothing was changed: this wallet is being closed.' },
  frozen_by_operator: {
    status: 409,
    detail: 'Nothing was changed: the operator has frozen this wallet, and only the operator can open it.',
  },
  assurance_too_low: {
    status: 403,
    detail: 'Nothing was changed: opening a wallet again needs a sign-in with a proven identity.',
  },
};

const freezeBody = z.strictObject({ reason: z.enum(FREEZE_REASONS).default('other') });
const operatorFreezeBody = z.strictObject({ reason: z.enum(FREEZE_REASONS) });
const nothing = z.strictObject({});
const statusWire = z.strictObject({ status: z.enum(['open', 'frozen']) }).meta({ id: 'WalletStatus' });
const resident = { prefix: 'res', thing: 'resident' } as const;

export function freezeRoutes(deps: FreezeDeps): Route[] {
  return [freezeRoute(deps), unfreezeRoute(deps), freezeByOperatorRoute(deps), unfreezeByOperatorRoute(deps)];
}

function freezeRoute(deps: FreezeDeps): Route {
  return route({
    method: 'post',
    path: '/v1/wallet/freeze',
    operation: 'freezeWallet',
    tag: 'Wallets',
    summary: 'Stop everything that leaves the wallet, at once',
    description:
      'From the phone, or after a sign-in on any other device. Money still arrives. May be repeated.',
    access: { resident: 'general', signIn: true },
    urgency: 'money',
    body: freezeBody,
    answers: { 200: statusWire },
    refusals: [FREEZE_REFUSALS],
    handle: async ({ who, body: { reason } }) => {
      const placedBy = who.kind === 'resident' ? 'device' : 'sign_in';
      return answer(await freezeWallet(deps, who.residentId, { placedBy, reason }), 'frozen');
    },
  });
}

function unfreezeRoute(deps: FreezeDeps): Route {
  return route({
    method: 'post',
    path: '/v1/wallet/unfreeze',
    operation: 'unfreezeWallet',
    tag: 'Wallets',
    summary: 'Let the wallet pay again',
    description:
      'Needs a sign-in with a proven identity: a phone alone, which may be the stolen one, cannot.',
    access: { signIn: true },
    body: nothing,
    answers: { 200: statusWire },
    refusals: [UNFREEZE_REFUSALS],
    handle: async ({ who: { residentId, assurance } }) => {
      if (assurance !== 'gold') throw problemOfRefusal({ code: 'assurance_too_low' }, UNFREEZE_REFUSALS);
      return answer(await unfreezeWallet(deps, residentId, 'sign_in'), 'open');
    },
  });
}

function freezeByOperatorRoute(deps: FreezeDeps): Route {
  return route({
    method: 'post',
    path: '/v1/residents/:id/freeze',
    operation: 'freezeResidentsWallet',
    tag: 'Residents',
    summary: "Stop everything that leaves a resident's wallet, at once",
    access: { operator: true },
    urgency: 'money',
    id: resident,
    body: operatorFreezeBody,
    answers: { 200: statusWire },
    refusals: [FREEZE_REFUSALS],
    handle: async ({ id, body: { reason } }) =>
      answer(await freezeWallet(deps, id, { placedBy: 'operator', reason }), 'frozen'),
  });
}

function unfreezeByOperatorRoute(deps: FreezeDeps): Route {
  return route({
    method: 'post',
    path: '/v1/residents/:id/unfreeze',
    operation: 'unfreezeResidentsWallet',
    tag: 'Residents',
    summary: "Let a resident's wallet pay again",
    access: { operator: true },
    id: resident,
    body: nothing,
    answers: { 200: statusWire },
    refusals: [UNFREEZE_REFUSALS],
    handle: async ({ id }) => answer(await unfreezeWallet(deps, id, 'operator'), 'open'),
  });
}

function answer(result: Result<undefined, UnfreezeRefusal>, status: 'open' | 'frozen'): Reply {
  if (result.ok) return { status: 200, body: { status } };
  if (result.refusal.code === 'resident_not_found') throw notFound('resident');
  throw problemOfRefusal({ code: result.refusal.code }, UNFREEZE_REFUSALS);
}
