import type { Uuid } from '@tamsui/ids';
import { problemOfRefusal } from '@tamsui/platform/http';
import type { MerchantActor, MerchantPrincipal } from '../auth/principal.ts';
import { found } from '../http/id-fields.ts';
import { type Route, route } from '../http/route.ts';
import {
  CASHIER_REFUSALS,
  PIN_CHECK_REFUSALS,
  SESSION_REFUSALS,
  SIGN_IN_REFUSALS,
} from './cashier-errors.ts';
import type { CashierDeps } from './cashier-routes.ts';
import {
  cashierWire,
  changePinBody,
  printCashier,
  printSignedIn,
  signedInWire,
  signInBody,
} from './cashier-schema.ts';
import { findCashier } from './cashier-store.ts';
import { changeOwnPin } from './keep-cashiers.ts';
import { signInCashier, signOutCashier } from './sign-in-cashier.ts';

const SHARED = { tag: 'At the till', access: { merchant: 'payments:charge' } } as const;

/** How cashiers come to their till and leave it. */
export function sessionRoutes(deps: CashierDeps): Route[] {
  return [signInRoute(deps), getOwnCashierRoute(deps), changeOwnPinRoute(deps), signOutRoute(deps)];
}

function signInRoute(deps: CashierDeps): Route {
  return route({
    method: 'post',
    path: '/v1/cashier-sessions',
    operation: 'signInCashier',
    tag: SHARED.tag,
    summary: 'Sign a cashier in at a till',
    description:
      'With the API key that is on the till, which needs no other scope. The answer has a token for twelve hours, for this till alone; whoever was signed in at it is signed out.',
    access: { merchant: 'cashiers:sign_in' },
    body: signInBody,
    answers: { 201: signedInWire },
    refusals: [SIGN_IN_REFUSALS, PIN_CHECK_REFUSALS],
    handle: async ({ who, version: apiVersion, body: { terminal: terminalId, number, pin } }) => {
      const signedIn = await signInCashier(deps, who, { terminalId, number, pin, apiVersion });
      if (!signedIn.ok) {
        throw problemOfRefusal({ ...signedIn.refusal }, { ...SIGN_IN_REFUSALS, ...PIN_CHECK_REFUSALS });
      }
      return { status: 201, body: printSignedIn(signedIn.value, deps.currency) };
    },
  });
}

function getOwnCashierRoute({ database, currency }: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: '/v1/cashier',
    operation: 'getOwnCashier',
    summary: 'Say who is signed in with this token, and what they may do',
    answers: { 200: cashierWire },
    refusals: [SESSION_REFUSALS],
    handle: async ({ who }) => {
      const cashier = found(await findCashier(database, atTill(who).id), 'cashier');
      return { status: 200, body: printCashier(cashier, currency) };
    },
  });
}

function changeOwnPinRoute(deps: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: '/v1/cashier/pin',
    operation: 'changeOwnCashierPin',
    summary: 'Choose a PIN that nobody else knows',
    body: changePinBody,
    answers: { 204: null },
    refusals: [SESSION_REFUSALS, PIN_CHECK_REFUSALS, CASHIER_REFUSALS],
    handle: async ({ who, body: { pin, current_pin: currentPin } }) => {
      const changed = await changeOwnPin(deps, atTill(who).id, { pin, currentPin });
      if (!changed.ok) {
        throw problemOfRefusal({ ...changed.refusal }, { ...PIN_CHECK_REFUSALS, ...CASHIER_REFUSALS });
      }
      return { status: 204 };
    },
  });
}

function signOutRoute(deps: CashierDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: '/v1/cashier/sign-out',
    operation: 'signOutCashier',
    summary: 'Sign out: the token is refused from now on',
    answers: { 204: null },
    refusals: [SESSION_REFUSALS],
    handle: async ({ who }) => {
      await signOutCashier(deps, who, atTill(who));
      return { status: 204 };
    },
  });
}

/** The cashier who asks. @throws Problem 403 when it is a key */
function atTill({ actor }: MerchantPrincipal): MerchantActor & { readonly terminalId: Uuid } {
  const { terminalId } = actor;
  if (terminalId === null) throw problemOfRefusal({ code: 'not_a_cashier' }, SESSION_REFUSALS);
  return { ...actor, terminalId };
}
