import { problemOfRefusal } from '@tamsui/platform/http';
import { type Route, route } from '../http/route.ts';
import { PIN_REFUSALS, SET_PIN_REFUSALS } from './pin-errors.ts';
import { pinWire, printPin, setPinBody, verifyPinBody } from './pin-schema.ts';
import { findPin } from './pin-store.ts';
import { setPin } from './set-pin.ts';
import { type VerifyPinDeps, verifyPin } from './verify-pin.ts';

export function pinRoutes(deps: VerifyPinDeps): Route[] {
  return [getPinRoute(deps), setPinRoute(deps), verifyPinRoute(deps)];
}

function getPinRoute({ database, clock }: VerifyPinDeps): Route {
  return route({
    method: 'get',
    path: '/v1/pin',
    operation: 'getPin',
    tag: 'PIN',
    summary: 'Say whether there is a PIN, how old it is and whether it is locked',
    access: { resident: 'general' },
    answers: { 200: pinWire },
    handle: async ({ who: { residentId } }) => ({
      status: 200,
      body: printPin(await findPin(database, residentId), clock.now()),
    }),
  });
}

function setPinRoute(deps: VerifyPinDeps): Route {
  return route({
    method: 'put',
    path: '/v1/pin',
    operation: 'setPin',
    tag: 'PIN',
    summary: 'Set the first PIN, or another one',
    description:
      'A phone that changes a PIN sends the current one. One that was forgotten is replaced, and a lock ended, by whoever has just signed in with a proven identity.',
    access: { resident: 'general', signIn: true },
    body: setPinBody,
    answers: { 204: null },
    refusals: [SET_PIN_REFUSALS],
    handle: async ({ who, body: { pin, current_pin: currentPin } }) => {
      const set = await setPin(deps, who, { pin, currentPin });
      if (!set.ok) throw problemOfRefusal(set.refusal, SET_PIN_REFUSALS);
      return { status: 204 };
    },
  });
}

function verifyPinRoute(deps: VerifyPinDeps): Route {
  return route({
    method: 'post',
    path: '/v1/pin/verifications',
    operation: 'verifyPin',
    tag: 'PIN',
    summary: 'Check a PIN, for example to unlock the app',
    access: { resident: 'general' },
    body: verifyPinBody,
    answers: { 204: null },
    refusals: [PIN_REFUSALS],
    handle: async ({ who: { residentId }, body: { pin } }) => {
      const verified = await verifyPin(deps, residentId, pin);
      if (!verified.ok) throw problemOfRefusal(verified.refusal, PIN_REFUSALS);
      return { status: 204 };
    },
  });
}
