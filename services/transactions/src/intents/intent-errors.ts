import type { RefusalStatuses } from '@tamsui/platform/http';

export type IntentRefusalCode = 'intent_malformed' | 'intent_not_yours' | 'intent_signature_wrong';

/** What is wrong with an intent, whenever it comes. No money has moved. */
export const INTENT_REFUSALS: RefusalStatuses<IntentRefusalCode> = {
  intent_malformed: {
    status: 400,
    detail: 'No money moved: this is no payment intent. `member` says which part is wrong.',
    pointer: '/intent',
  },
  intent_not_yours: {
    status: 422,
    detail: 'No money moved: device and wallet are not those of your session.',
    pointer: '/intent',
  },
  intent_signature_wrong: {
    status: 422,
    detail: "No money moved: the signature is not one of your device's over these very bytes.",
    pointer: '/intent',
  },
};
