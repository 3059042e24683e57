import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Database, Trx } from '@tamsui/platform/database';

/** What has to come to its end before a wallet can. */
export const OPEN_THINGS = [
  'authorised_payments',
  'payments_to_confirm',
  'top_ups',
  'transfers',
  'money_requests',
  'refunds',
] as const;
export type OpenThing = (typeof OPEN_THINGS)[number];

/** Of each kind that there is any of, how many. */
export interface OpenCount {
  readonly thing: OpenThing;
  readonly count: number;
}

const COUNTS = `
  select 'payments_to_confirm' as thing, count(*) as count from transactions.staged_payments
   where resident_id = :residentId and confirm_before > :now and declined is null and decided_at is null
  union all
  select 'top_ups', count(*) from transactions.top_ups
   where resident_id = :residentId and status in ('requested', 'pending', 'confirmed')
  union all
  select 'transfers', count(*) from transactions.transfers
   where payer_id = :residentId and status in ('scheduled', 'sending')
  union all
  select 'money_requests', count(distinct requests.id)
    from transactions.money_requests requests
    join transactions.request_shares shares on shares.request_id = requests.id
   where requests.asker_id = :residentId and requests.expires_at > :now and shares.status = 'pending'
  union all
  select 'refunds', count(*)
    from transactions.refund_plans plans
    join transactions.staged_payments staged on staged.id = plans.payment_id
   where staged.resident_id = :residentId and plans.finished_at is null and plans.left_minor is null`;

export interface WhoseWallet {
  readonly residentId: Uuid;
  readonly account: Uuid;
}

/** What is under way with a wallet; empty when nothing is. */
export async function findOpenThings(
  { ledger, clock }: { readonly ledger: LedgerClient; readonly clock: { now(): Date } },
  database: Database | Trx,
  { residentId, account }: WhoseWallet,
): Promise<OpenCount[]> {
  const { rows } = await database.raw<{ rows: { thing: OpenThing; count: bigint }[] }>(COUNTS, {
    residentId,
    now: clock.now(),
  });
  const held = await ledger.account(account);
  const authorised =
    held !== undefined && held.heldMinor > 0n ? [await countHolds(database, account, clock)] : [];
  const counted = rows.map(({ thing, count }) => ({ thing, count: Number(count) }));
  return [...authorised, ...counted.filter(({ count }) => count > 0)];
}

/** The ledger says that something is held; which payments those are the lists say, a moment later. */
async function countHolds(
  database: Database | Trx,
  account: Uuid,
  clock: { now(): Date },
): Promise<OpenCount> {
  const { rows } = await database.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from transactions.payments
      where wallet_account = :account and capture = 'manual' and released_at is null and hold_until > :now`,
    { account, now: clock.now() },
  );
  return { thing: 'authorised_payments', count: Math.max(1, Number(rows[0]?.count ?? 1n)) };
}

/** Authorisations whose time is over and that the ledger may remember still, newest first. */
export async function findExpiredHolds(database: Database, account: Uuid, now: Date): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { id: Uuid }[] }>(
    `select id from transactions.staged_payments
      where wallet_account = :account and capture = 'manual' and hold_until <= :now
      order by hold_until desc limit 1000`,
    { account, now },
  );
  return rows.map(({ id }) => id);
}
