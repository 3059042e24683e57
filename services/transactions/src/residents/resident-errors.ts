import { type Problem, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { CREATION_REFUSALS } from '../http/creation-key.ts';
import type { CreateResidentRefusal } from './create-resident.ts';

export const ERASE_REFUSALS: RefusalStatuses<'wallet_not_empty'> = {
  wallet_not_empty: { status: 409, detail: 'Nothing was erased: there is money in the wallet.' },
};

/** A token may outlive what is known of its holder, but nothing personal can be kept for them any more. */
export const ERASED_REFUSALS: RefusalStatuses<'resident_erased'> = {
  resident_erased: { status: 409, detail: 'Nothing was done: what is known of you was erased.' },
};

export function residentErased(): Problem {
  return problemOfRefusal({ code: 'resident_erased' }, ERASED_REFUSALS);
}

export const RESIDENT_REFUSALS: RefusalStatuses<CreateResidentRefusal['code']> = {
  ...CREATION_REFUSALS,
  phone_number_taken: {
    status: 409,
    detail: 'Another resident has this phone number; nobody was added.',
    pointer: '/phone_number',
  },
};
