import type { RefusalStatuses } from '@tamsui/platform/http';

/** Why an application does not go on. */
export const APPLICATION_REFUSALS: RefusalStatuses<'application_in_another_state' | 'business_number_taken'> =
  {
    application_in_another_state: {
      status: 409,
      detail: 'This cannot be done with an application in its present state.',
    },
    business_number_taken: { status: 409, detail: 'A merchant with this business number is live already.' },
  };

export const APPROVAL_REFUSALS: RefusalStatuses<'second_person_needed' | 'bank_account_not_confirmed'> = {
  second_person_needed: {
    status: 409,
    detail: 'Whoever reviewed it may not approve it: a second person has to agree.',
    pointer: '/staff',
  },
  bank_account_not_confirmed: {
    status: 409,
    detail: 'The bank has not confirmed that the account belongs to this name.',
  },
};
