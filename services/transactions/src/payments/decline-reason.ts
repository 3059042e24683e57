/**
 * Why this service decides a payment as a no. The ledger remembers the word for ever, so a word may be added and never
 * be given another meaning.
 */
export const DECLINE_REASONS = [
  'code_unknown',
  'code_expired',
  'code_already_used',
  'offline_limit_exceeded',
  'order_cancelled',
  'terminal_closed',
  'declined_by_payer',
  'confirmation_expired',
  'payment_cancelled',
  'device_is_new',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];
