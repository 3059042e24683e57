import type { RefusalStatuses } from '@tamsui/platform/http';
import { PIN_REFUSALS } from '../pins/pin-errors.ts';
import type { OwnLimitsRefusal } from './set-own-limits.ts';

export const OWN_LIMITS_REFUSALS: RefusalStatuses<OwnLimitsRefusal['code']> = {
  ...PIN_REFUSALS,
  device_is_new: {
    status: 403,
    detail: 'Nothing was changed: a new device cannot raise limits in its first day.',
  },
  limit_above_class: {
    status: 422,
    detail: 'Nothing was changed: the limits of your class of account are lower than that.',
  },
  too_many_changes: {
    status: 429,
    detail: 'Nothing was changed: limits were changed often enough today. Try again tomorrow.',
  },
  nothing_pending: { status: 409, detail: 'Nothing was changed: no raise is waiting.' },
};
