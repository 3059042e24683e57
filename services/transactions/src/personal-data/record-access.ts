import type { PersonalField } from './personal-field.ts';

/** Why staff may look at what is known of a person. */
export const STAFF_PURPOSES = [
  'support_request',
  'complaint',
  'correction',
  'identity_check',
  'fraud_review',
  'authority_request',
] as const;
export type StaffPurpose = (typeof STAFF_PURPOSES)[number];

/** What our own services, and other residents, are shown some of it for. */
export const OTHER_PURPOSES = [
  'direct_debit',
  'bank_account_check',
  'closing_payout',
  'payee_lookup',
] as const;
type OtherPurpose = (typeof OTHER_PURPOSES)[number];

export type AccessPurpose = StaffPurpose | OtherPurpose;

/** Parts of us that read by themselves, to do what a person has asked for. */
export type ReadingService = 'top-ups' | 'bank-account' | 'wallet-closings';

/** A reading that the person is told of. It says why, or it does not compile. */
export type NotedReading =
  | {
      readonly reader: 'operator';
      /** One of the operator's staff. */
      readonly name: string;
      readonly purpose: StaffPurpose;
      /** Where the reason is kept: a number of a ticket or a letter. Never a text, which could be about somebody. */
      readonly caseReference: string | null;
    }
  | { readonly reader: 'service'; readonly name: ReadingService; readonly purpose: OtherPurpose }
  | { readonly reader: 'resident'; readonly purpose: 'payee_lookup' };

/**
 * Who reads a value and why. `own`: the person, or a step of their own request that shows it to nobody.
 * `counterparty`: the other side of a transfer, whom the transfer itself tells; masked.
 * `noted`: one of several fields that were written down together a moment ago.
 */
export type Reading = 'own' | 'counterparty' | 'noted' | NotedReading;

/** What was read: a field of the vault, or a sealed text somewhere else. */
export type ReadField = PersonalField | 'top_up_account' | 'closing_account';
