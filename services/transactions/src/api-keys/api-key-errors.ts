import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why a key is not made or not rotated. */
export const API_KEY_REFUSALS: RefusalStatuses<
  'scope_not_held' | 'expires_in_the_past' | 'key_not_active' | 'key_already_rotated'
> = {
  scope_not_held: {
    status: 403,
    detail: 'Nobody gives a key more than they may do themselves.',
    pointer: '/scopes',
  },
  expires_in_the_past: { status: 422, detail: 'A key has to work for a while.', pointer: '/expires_at' },
  key_not_active: { status: 409, detail: 'This key is revoked or has expired: make a new one.' },
  key_already_rotated: {
    status: 409,
    detail: 'This key was rotated before: rotate the one that took its place.',
  },
};
