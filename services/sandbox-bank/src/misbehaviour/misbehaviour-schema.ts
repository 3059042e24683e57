import { z } from 'zod';
import { ACCOUNT_CHECK_MANNERS } from '../account-checks/account-check.ts';
import type { Misbehaviour } from './misbehaviour.ts';

/** What is left out is good behaviour, so an empty object heals the bank. */
export const misbehaviourBody = z
  .strictObject({
    webhook_copies: z.int().min(1).max(5).default(1),
    webhook_delay_ms: z.int().min(0).max(60_000).default(0),
    drop_webhooks: z.boolean().default(false),
    account_checks: z.enum(ACCOUNT_CHECK_MANNERS).default('honest'),
  })
  .transform(
    (body): Misbehaviour => ({
      webhookCopies: body.webhook_copies,
      webhookDelayMs: body.webhook_delay_ms,
      dropWebhooks: body.drop_webhooks,
      accountChecks: body.account_checks,
    }),
  );

export function printMisbehaviour(misbehaviour: Misbehaviour) {
  return {
    webhook_copies: misbehaviour.webhookCopies,
    webhook_delay_ms: misbehaviour.webhookDelayMs,
    drop_webhooks: misbehaviour.dropWebhooks,
    account_checks: misbehaviour.accountChecks,
  };
}
