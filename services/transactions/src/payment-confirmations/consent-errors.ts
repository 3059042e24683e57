import type { RefusalStatuses } from '@tamsui/platform/http';
import { PIN_REFUSALS } from '../pins/pin-errors.ts';
import type { ConsentRefusalCode } from './consent.ts';

/** Why a resident's yes is not taken. Nothing was decided, so the same key may be used again with a better proof. */
export const CONSENT_REFUSALS: RefusalStatuses<ConsentRefusalCode> = {
  consent_required: {
    status: 403,
    detail: 'Nothing was done: send what the device has signed.',
    pointer: '/intent',
  },
  intent_invalid: {
    status: 403,
    detail:
      'Nothing was done: what was signed is not exactly this, not now, or not by this device. `member` says which part is wrong.',
    pointer: '/intent',
  },
  ...PIN_REFUSALS,
  device_is_new: {
    status: 403,
    detail: 'Nothing was done: this device was enrolled a moment ago and may not move so much at a time yet.',
  },
};
