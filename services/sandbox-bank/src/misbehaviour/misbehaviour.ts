/** How badly the bank behaves on purpose. It changes webhooks that are planned from now on. */
export interface Misbehaviour {
  /** Each webhook is sent so many times at once, under the same id. */
  readonly webhookCopies: number;
  /** Each webhook waits so long before its first try. */
  readonly webhookDelayMs: number;
  /** No webhook is sent at all; the direct debit itself can still be asked for. */
  readonly dropWebhooks: boolean;
}
