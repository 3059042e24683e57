/** Why the book says no. The facts are texts, since they are journal: they are remembered with the command. */
export type BookRefusalCode =
  | 'account_closed'
  | 'account_frozen'
  | 'account_has_holds'
  | 'account_not_empty'
  | 'account_exists'
  | 'account_unknown'
  | 'already_used'
  | 'amount_not_positive'
  | 'amount_too_large'
  | 'balance_overflow'
  | 'business_day_already_closed'
  | 'business_day_not_open'
  | 'currency_mismatch'
  | 'declined'
  | 'hold_exceeded'
  | 'hold_expired'
  | 'hold_finished'
  | 'hold_of_other_account'
  | 'hold_unknown'
  | 'insufficient_funds'
  | 'legs_out_of_range'
  | 'limit_exceeded'
  | 'original_not_refundable'
  | 'original_unknown'
  | 'policy_not_in_force'
  | 'policy_out_of_range'
  | 'refund_exceeds_original'
  | 'refund_not_mirrored'
  | 'same_account'
  | 'too_many_holds';

export type BookRefusal = { readonly code: BookRefusalCode } & Readonly<Record<string, string>>;

/** A refusal with its facts. */
export function bookRefusal(
  code: BookRefusalCode,
  facts: Readonly<Record<string, string>> = {},
): BookRefusal {
  return { ...facts, code };
}
