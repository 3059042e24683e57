import type { AccountCheckManner } from '../account-checks/account-check.ts';
import { type Database, queryRows } from '../database/database.ts';
import type { Misbehaviour } from './misbehaviour.ts';

interface MisbehaviourRow {
  readonly webhook_copies: number;
  readonly webhook_delay_ms: number;
  readonly drop_webhooks: boolean;
  readonly account_checks: AccountCheckManner;
}

const GOOD: Misbehaviour = {
  webhookCopies: 1,
  webhookDelayMs: 0,
  dropWebhooks: false,
  accountChecks: 'honest',
};

export async function findMisbehaviour(database: Database): Promise<Misbehaviour> {
  const [row] = await queryRows<MisbehaviourRow>(
    database,
    'select webhook_copies, webhook_delay_ms, drop_webhooks, account_checks from sandbox_bank.misbehaviour',
  );
  if (row === undefined) return GOOD;
  return {
    webhookCopies: row.webhook_copies,
    webhookDelayMs: row.webhook_delay_ms,
    dropWebhooks: row.drop_webhooks,
    accountChecks: row.account_checks,
  };
}

export async function saveMisbehaviour(database: Database, misbehaviour: Misbehaviour): Promise<void> {
  await queryRows(
    database,
    `insert into sandbox_bank.misbehaviour (only_row, webhook_copies, webhook_delay_ms, drop_webhooks, account_checks)
     values (true, ?, ?, ?, ?)
     on conflict (only_row) do update set webhook_copies = excluded.webhook_copies,
       webhook_delay_ms = excluded.webhook_delay_ms, drop_webhooks = excluded.drop_webhooks,
       account_checks = excluded.account_checks`,
    [
      misbehaviour.webhookCopies,
      misbehaviour.webhookDelayMs,
      misbehaviour.dropWebhooks,
      misbehaviour.accountChecks,
    ],
  );
}
