import { type Database, queryRows } from '../database/database.ts';
import type { Misbehaviour } from './misbehaviour.ts';

interface MisbehaviourRow {
  readonly webhook_copies: number;
  readonly webhook_delay_ms: number;
  readonly drop_webhooks: boolean;
}

const GOOD: Misbehaviour = { webhookCopies: 1, webhookDelayMs: 0, dropWebhooks: false };

export async function findMisbehaviour(database: Database): Promise<Misbehaviour> {
  const [row] = await queryRows<MisbehaviourRow>(
    database,
    'select webhook_copies, webhook_delay_ms, drop_webhooks from sandbox_bank.misbehaviour',
  );
  if (row === undefined) return GOOD;
  return {
    webhookCopies: row.webhook_copies,
    webhookDelayMs: row.webhook_delay_ms,
    dropWebhooks: row.drop_webhooks,
  };
}

export async function saveMisbehaviour(database: Database, misbehaviour: Misbehaviour): Promise<void> {
  await queryRows(
    database,
    `insert into sandbox_bank.misbehaviour (only_row, webhook_copies, webhook_delay_ms, drop_webhooks)
     values (true, ?, ?, ?)
     on conflict (only_row) do update set webhook_copies = excluded.webhook_copies,
       webhook_delay_ms = excluded.webhook_delay_ms, drop_webhooks = excluded.drop_webhooks`,
    [misbehaviour.webhookCopies, misbehaviour.webhookDelayMs, misbehaviour.dropWebhooks],
  );
}
