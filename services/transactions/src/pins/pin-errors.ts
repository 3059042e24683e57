import type { RefusalStatuses } from '@tamsui/platform/http';
import type { SetPinRefusal } from './set-pin.ts';
import type { PinRefusal } from './verify-pin.ts';

/** For every route that asks for a PIN, in the body's member `pin`. */
export const PIN_REFUSALS: RefusalStatuses<PinRefusal['code']> = {
  pin_required: { status: 403, detail: 'Nothing was done: this needs your PIN.', pointer: '/pin' },
  pin_not_set: {
    status: 403,
    detail: 'Nothing was done: this needs a PIN, and you have none. Set one first.',
  },
  pin_wrong: { status: 403, detail: 'Nothing was done: this is not your PIN.', pointer: '/pin' },
  pin_locked: {
    status: 403,
    detail: 'Nothing was done: there were too many wrong PINs. Wait, or sign in and set a new one.',
  },
};

export const SET_PIN_REFUSALS: RefusalStatuses<SetPinRefusal['code']> = {
  ...PIN_REFUSALS,
  pin_required: {
    status: 403,
    detail: 'Nothing was changed: this needs the PIN that you have now.',
    pointer: '/current_pin',
  },
  pin_wrong: {
    status: 403,
    detail: 'Nothing was changed: this is not the PIN that you have now.',
    pointer: '/current_pin',
  },
  pin_too_easy: {
    status: 422,
    detail: 'Nothing was changed: choose a PIN that is neither a row nor the same digits again and again.',
    pointer: '/pin',
  },
  pin_unchanged: { status: 422, detail: 'Nothing was changed: this is the same PIN.', pointer: '/pin' },
  assurance_too_low: {
    status: 403,
    detail: 'Nothing was changed: a PIN that was forgotten needs a sign-in with a proven identity.',
  },
};
