import type { AccountCheckManner } from '../account-checks/account-check.ts';

/** How badly the bank behaves on purpose. It changes answers, and webhooks that are planned, from now on. */
export interface Misbehaviour {
  /** Each webhook is sent so many times at once, under the same id. */
  readonly webhookCopies: number;
  /** Each webhook waits so long before its first try. */
  readonly webhookDelayMs: number;
  /** No webhook is sent at all; the direct debit itself can still be asked for. */
  readonly dropWebhooks: boolean;
  /** How questions whose account it is are answered. */
  readonly accountChecks: AccountCheckManner;
}
