import type { RefusalStatuses } from '@tamsui/platform/http';
import type { SignInRefusal } from './complete-sign-in.ts';

export const SIGN_IN_REFUSALS: RefusalStatuses<SignInRefusal['code']> = {
  state_unknown: { status: 422, detail: 'No sign-in was started with this state.', pointer: '/state' },
  state_used: {
    status: 409,
    detail: 'This state was used before, and its sign-in does not count any more: sign in again.',
    pointer: '/state',
  },
  state_expired: { status: 409, detail: 'This sign-in took too long: sign in again.', pointer: '/state' },
  code_refused: {
    status: 422,
    detail: 'The identity provider does not take this code, which works once: sign in again.',
    pointer: '/code',
  },
  identity_refused: { status: 422, detail: 'What the identity provider says of this person is not valid.' },
};
