import { setTimeout as sleep } from 'node:timers/promises';
import { lookUntil } from '../../../fuzz/src/look-until.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { lookUp } from '../../../fuzz/src/stories/sharing.ts';
import type { RefusalStage } from './refusal-stage.ts';

const SETTLE_MS = 500;
const DAY_MS = 86_400_000;
/** One more than are told again at a time. */
const TOO_MANY_EVENTS = 10_001;
/** The worker of transfers looks once a second. */
const SENT_WITHIN_MS = 10_000;

/** Stops the ledger, so that what was begun is neither done nor refused. */
export async function stopLedger(stage: RefusalStage): Promise<void> {
  const { ask, refused, rich, friend, outside, sql, pids } = stage;
  const { ledger } = pids;
  if (ledger === undefined) throw new Error('the city has no ledger');
  const payee = await lookUp(stage, rich, friend);
  const owed = await lookUp(stage, friend, rich);
  const request = { payers: [{ payee: owed, amount: '10' }], currency: 'TWD' };
  const { shares } = await ask(friend.caller, 'createMoneyRequest', { body: request });
  const share = String(shares[0].id);
  const transfer = {
    body: { payee, ...twd('20') },
    headers: { 'idempotency-key': `stopped-${outside.nextNumber()}` },
  };
  process.kill(ledger, 'SIGSTOP');
  try {
    await Promise.all([
      refused(rich.caller, 'createTransfer', 'ledger_unavailable', transfer),
      refused(rich.caller, 'payShare', 'ledger_unavailable', { id: share, body: {} }),
    ]);
    await refused(rich.caller, 'declineShare', 'share_being_paid', { id: share, body: {} });
  } finally {
    process.kill(ledger, 'SIGCONT');
  }
  await sql("update transactions.transfers set next_attempt_at = now() where status = 'sending'");
  const query = { direction: 'sent', status: 'pending' };
  const noneWaits = async () => (await ask(rich.caller, 'listTransfers', { query })).data.length === 0;
  await lookUntil(noneWaits, SENT_WITHIN_MS);
  await refused(rich.caller, 'createTransfer', 'transfer_abandoned', transfer);
}

/** A shop that so much has happened to that it cannot be told again at once. */
export async function tellOfTooMuch({ ask, refused, shop, sql }: RefusalStage): Promise<void> {
  await sql(`insert into transactions.events
      (sequence, id, type, object_type, object_id, object_version, merchant_id, merchant_data, created_at, api_version)
    select sequence + 1000000 + n, gen_random_uuid(), type, object_type, object_id, object_version + n,
           merchant_id, merchant_data, now() - interval '2 days', api_version
      from generate_series(1, ${TOO_MANY_EVENTS}) n,
           (select * from transactions.events where type = 'store.closed' order by sequence desc limit 1) last`);
  const { data } = await ask(shop.caller, 'listWebhookEndpoints');
  const id = String(data[0].id);
  await ask(shop.caller, 'changeWebhookEndpoint', { id, body: { status: 'enabled' } });
  const after = new Date(Date.now() - 3 * DAY_MS).toISOString();
  await refused(shop.caller, 'replayWebhooks', 'range_too_large', { id, body: { after } });
}

/** Takes a table away, and then the whole database: what the city says when it is not well. */
export async function breakDatabase({ refused, shop, sql, pids }: RefusalStage): Promise<void> {
  await sql('alter table transactions.stores rename to stores_away');
  await refused(shop.caller, 'listStores', 'internal_error');
  await sql('alter table transactions.stores_away rename to stores');
  const { postgres } = pids;
  if (postgres === undefined) throw new Error('the city has no PostgreSQL of its own');
  process.kill(postgres, 'SIGINT');
  await sleep(SETTLE_MS);
  await refused(shop.caller, 'listStores', 'database_unavailable');
}
