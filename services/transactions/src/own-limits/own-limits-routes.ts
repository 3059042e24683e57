import type { Result } from '@tamsui/errors';
import type { CurrencyCode } from '@tamsui/money';
import { problemOfRefusal } from '@tamsui/platform/http';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { classLimitsAt } from '../wallets/account-class.ts';
import { OWN_LIMITS_REFUSALS } from './own-limits-errors.ts';
import { printWalletLimits, setOwnLimitsBody, walletLimitsWire, wantedCaps } from './own-limits-schema.ts';
import {
  cancelRaise,
  type OwnLimitsDeps,
  type OwnLimitsRefusal,
  readWalletLimits,
  setOwnLimits,
} from './set-own-limits.ts';

export interface OwnLimitsRoutesDeps extends OwnLimitsDeps {
  readonly currency: CurrencyCode;
}

export function ownLimitsRoutes(deps: OwnLimitsRoutesDeps): Route[] {
  return [getLimitsRoute(deps), setLimitsRoute(deps), cancelRaiseRoute(deps)];
}

function getLimitsRoute(deps: OwnLimitsRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/wallet/limits',
    operation: 'getWalletLimits',
    tag: 'Wallets',
    summary: 'Say what the wallet may do, by its class and by the limits of its holder',
    access: { resident: 'general' },
    answers: { 200: walletLimitsWire },
    handle: async ({ who }) => answer(deps, who),
  });
}

function setLimitsRoute(deps: OwnLimitsRoutesDeps): Route {
  return route({
    method: 'put',
    path: '/v1/wallet/limits',
    operation: 'setWalletLimits',
    tag: 'Wallets',
    summary: "Set one's own limits for payments and transfers",
    description:
      'What is lower holds at once. What is higher, or no limit, needs the PIN and holds 24 hours later, unless it is cancelled before. Each request takes the place of a raise that waits.',
    access: { resident: 'general' },
    body: setOwnLimitsBody(deps.currency),
    answers: { 200: walletLimitsWire },
    refusals: [OWN_LIMITS_REFUSALS],
    handle: async ({ who, body: { pin, ...wanted } }) => {
      expectAccepted(await setOwnLimits(deps, who, { wanted: wantedCaps(wanted), pin }));
      return answer(deps, who);
    },
  });
}

function cancelRaiseRoute(deps: OwnLimitsRoutesDeps): Route {
  return route({
    method: 'delete',
    path: '/v1/wallet/limits/pending',
    operation: 'cancelLimitRaise',
    tag: 'Wallets',
    summary: 'Cancel a raise of limits that waits',
    access: { resident: 'general' },
    answers: { 200: walletLimitsWire },
    refusals: [OWN_LIMITS_REFUSALS],
    handle: async ({ who }) => {
      expectAccepted(await cancelRaise(deps, who));
      return answer(deps, who);
    },
  });
}

function expectAccepted(result: Result<undefined, OwnLimitsRefusal>): void {
  if (!result.ok) throw problemOfRefusal(result.refusal, OWN_LIMITS_REFUSALS);
}

async function answer(deps: OwnLimitsRoutesDeps, { walletId, currency }: ResidentPrincipal): Promise<Reply> {
  const now = deps.clock.now();
  const limits = await readWalletLimits(deps, walletId);
  const { accountClass } = limits;
  const versions = accountClass === null ? [] : deps.classes.versionsOf(accountClass);
  return { status: 200, body: printWalletLimits(limits, classLimitsAt(versions, now), currency, now) };
}
