import type { RefusalStatuses } from '@tamsui/platform/http';
import type { RoleRefusal } from './cashier.ts';
import type { PinCheckRefusal } from './check-pin.ts';

/** Why a cashier is not taken on, or not changed. */
export const CASHIER_REFUSALS: RefusalStatuses<RoleRefusal['code'] | 'pin_too_easy'> = {
  role_not_held: {
    status: 403,
    detail: 'Nobody makes anybody more than they are themselves, nor changes somebody who is.',
    pointer: '/role',
  },
  refund_cap_missing: {
    status: 422,
    detail: 'A shift lead refunds up to an amount: say which.',
    pointer: '/refund_cap',
  },
  refund_cap_not_allowed: {
    status: 422,
    detail: 'A cashier refunds nothing, and a manager without a cap.',
    pointer: '/refund_cap',
  },
  pin_too_easy: {
    status: 422,
    detail: 'Choose a PIN that is neither a row nor the same digits again and again.',
    pointer: '/pin',
  },
};

export const NUMBER_REFUSALS: RefusalStatuses<'cashier_number_taken'> = {
  cashier_number_taken: { status: 409, detail: 'Somebody works here under this number.', pointer: '/number' },
};

/** Why a PIN is not believed. Which of number and PIN is wrong stays untold. */
export const PIN_CHECK_REFUSALS: RefusalStatuses<PinCheckRefusal['code']> = {
  cashier_or_pin_wrong: { status: 403, detail: 'This is not the PIN of a cashier with this number.' },
  cashier_locked: {
    status: 403,
    detail: 'There were too many wrong PINs: wait, or let a manager set a new one.',
  },
};

export const SIGN_IN_REFUSALS: RefusalStatuses<'terminal_not_found' | 'terminal_closed'> = {
  terminal_not_found: { status: 404, detail: 'There is no such terminal.', pointer: '/terminal' },
  terminal_closed: { status: 409, detail: 'This terminal is closed.', pointer: '/terminal' },
};

export const SESSION_REFUSALS: RefusalStatuses<'not_a_cashier'> = {
  not_a_cashier: { status: 403, detail: 'This is for a cashier who has signed in, not for an API key.' },
};
