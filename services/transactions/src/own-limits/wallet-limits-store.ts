import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { LimitPlan } from './limit-plan.ts';
import type { OwnCaps } from './own-limits.ts';

/** A plan as it is kept, with how far it has come. */
export interface WalletLimits extends LimitPlan {
  readonly appliedRevision: number;
  /** `YYYY-MM-DD` in the city's zone on which its holder last changed it, and how often; null for never. */
  readonly changesOn: string | null;
  readonly changes: number;
}

/** Of a wallet that was just opened under the policy of its class. */
export async function insertWalletLimits(
  trx: Trx,
  limits: { readonly walletId: Uuid; readonly accountClass: string | null; readonly rules: string },
  at: Date,
): Promise<void> {
  await trx.raw(
    `insert into transactions.wallet_limits
       (wallet_id, account_class, revision, applied_revision, changed_at, rules)
     values (:walletId, :accountClass, 0, 0, :at, :rules)`,
    { ...limits, at },
  );
}

const SELECT = `
  select limits.*, cast(limits.changes_on as text) as changes_on_text, wallets.account
    from transactions.wallet_limits limits
    join transactions.wallets wallets on wallets.id = limits.wallet_id
   where limits.wallet_id = :walletId`;

export async function findWalletLimits(
  database: Database,
  walletId: Uuid,
): Promise<WalletLimits | undefined> {
  const { rows } = await database.raw<{ rows: WalletLimitsRow[] }>(SELECT, { walletId });
  return rows.map(walletLimitsOf)[0];
}

/** The same, and nobody else changes or applies them before the end of the trx. */
export async function lockWalletLimits(trx: Trx, walletId: Uuid): Promise<WalletLimits | undefined> {
  const { rows } = await trx.raw<{ rows: WalletLimitsRow[] }>(`${SELECT} for update of limits`, { walletId });
  return rows.map(walletLimitsOf)[0];
}

/** The class that the wallet with this account is in; null where the city has none. */
export async function findAccountClass(database: Database, account: Uuid): Promise<string | null> {
  const { rows } = await database.raw<{ rows: { account_class: string | null }[] }>(
    `select limits.account_class
       from transactions.wallet_limits limits
       join transactions.wallets wallets on wallets.id = limits.wallet_id
      where wallets.account = :account`,
    { account },
  );
  return rows[0]?.account_class ?? null;
}

export async function updateWalletLimits(trx: Trx, limits: WalletLimits): Promise<void> {
  const { current, pending } = limits.own;
  await trx.raw(
    `update transactions.wallet_limits
        set account_class = :accountClass,
            single_minor = :single, day_minor = :day, month_minor = :month,
            pending_from = :pendingFrom,
            pending_single_minor = :pendingSingle, pending_day_minor = :pendingDay, pending_month_minor = :pendingMonth,
            revision = :revision, applied_revision = :appliedRevision, own_since = :ownSince,
            changed_at = :changedAt, breakpoints = cast(:breakpoints as timestamptz[]), rules = :rules,
            changes_on = :changesOn, changes = :changes
      where wallet_id = :walletId`,
    {
      walletId: limits.walletId,
      accountClass: limits.accountClass,
      single: textOf(current.singleMinor),
      day: textOf(current.dayMinor),
      month: textOf(current.monthMinor),
      pendingFrom: pending?.from ?? null,
      pendingSingle: textOf(pending?.caps.singleMinor),
      pendingDay: textOf(pending?.caps.dayMinor),
      pendingMonth: textOf(pending?.caps.monthMinor),
      revision: limits.revision,
      appliedRevision: limits.appliedRevision,
      ownSince: limits.ownSince,
      changedAt: limits.changedAt,
      breakpoints: `{${limits.breakpoints.map((at) => at.toISOString()).join(',')}}`,
      rules: limits.rules,
      changesOn: limits.changesOn,
      changes: limits.changes,
    },
  );
}

/** Says that the ledger has a revision. A later one has not begun: only one is under way. */
export async function markApplied(trx: Trx, walletId: Uuid, revision: number): Promise<void> {
  await trx.raw(
    `update transactions.wallet_limits
        set applied_revision = :revision
      where wallet_id = :walletId and revision = :revision`,
    { walletId, revision },
  );
}

/** Wallets whose last change the ledger may not have heard of. */
export async function findUnapplied(database: Database, limit: number): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { wallet_id: Uuid }[] }>(
    `select wallet_id from transactions.wallet_limits where applied_revision < revision limit :limit`,
    { limit },
  );
  return rows.map((row) => row.wallet_id);
}

/** Wallets with a policy of their own that was made from other rules of the city. */
export async function findOutdated(database: Database, rules: string, limit: number): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { wallet_id: Uuid }[] }>(
    `select wallet_id from transactions.wallet_limits
      where own_since is not null and rules <> :rules
      limit :limit`,
    { rules, limit },
  );
  return rows.map((row) => row.wallet_id);
}

interface WalletLimitsRow {
  readonly wallet_id: Uuid;
  readonly account: Uuid;
  readonly account_class: string | null;
  readonly single_minor: bigint | null;
  readonly day_minor: bigint | null;
  readonly month_minor: bigint | null;
  readonly pending_from: Date | null;
  readonly pending_single_minor: bigint | null;
  readonly pending_day_minor: bigint | null;
  readonly pending_month_minor: bigint | null;
  readonly revision: number;
  readonly applied_revision: number;
  readonly own_since: number | null;
  readonly changed_at: Date;
  readonly breakpoints: Date[];
  readonly rules: string;
  readonly changes_on_text: string | null;
  readonly changes: number;
}

function walletLimitsOf(row: WalletLimitsRow): WalletLimits {
  return {
    walletId: row.wallet_id,
    account: row.account,
    accountClass: row.account_class,
    own: {
      current: capsOf(row.single_minor, row.day_minor, row.month_minor),
      pending:
        row.pending_from === null
          ? null
          : {
              from: row.pending_from,
              caps: capsOf(row.pending_single_minor, row.pending_day_minor, row.pending_month_minor),
            },
    },
    revision: row.revision,
    appliedRevision: row.applied_revision,
    ownSince: row.own_since,
    changedAt: row.changed_at,
    breakpoints: row.breakpoints,
    rules: row.rules,
    changesOn: row.changes_on_text,
    changes: row.changes,
  };
}

function capsOf(singleMinor: bigint | null, dayMinor: bigint | null, monthMinor: bigint | null): OwnCaps {
  return { singleMinor, dayMinor, monthMinor };
}

const textOf = (minor: bigint | null | undefined): string | null => minor?.toString() ?? null;
