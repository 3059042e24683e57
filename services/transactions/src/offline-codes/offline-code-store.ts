import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { OfflinePolicy, OfflineUsage } from './offline-policy.ts';

/** Whose code it is. */
export interface OfflineDevice {
  readonly deviceId: Uuid;
  readonly residentId: Uuid;
  readonly walletAccount: Uuid;
  /** Until when it is new; null for one that never was. */
  readonly coolingUntil: Date | null;
}

/** The device with an alias; undefined when there is none, or it was removed. */
export async function findByAlias(
  database: Database,
  alias: string,
  currency: CurrencyCode,
): Promise<OfflineDevice | undefined> {
  const { rows } = await database.raw<{ rows: OfflineDevice[] }>(
    `select devices.id as "deviceId", devices.resident_id as "residentId", wallets.account as "walletAccount",
            devices.cooling_until as "coolingUntil"
       from transactions.offline_code_devices aliases
       join transactions.devices devices on devices.id = aliases.device_id
       join transactions.wallets wallets on wallets.resident_id = devices.resident_id
      where aliases.alias = :alias and devices.removed_at is null and wallets.currency = :currency`,
    { alias, currency },
  );
  return rows[0];
}

/** Gives a device an alias, unless it has one or the alias is taken. */
export async function insertAlias(
  database: Database,
  device: { readonly deviceId: Uuid; readonly alias: string; readonly createdAt: Date },
): Promise<void> {
  await database.raw(
    `insert into transactions.offline_code_devices (device_id, alias, created_at)
     values (:deviceId, :alias, :createdAt)
     on conflict do nothing`,
    device,
  );
}

export async function findAlias(database: Database, deviceId: Uuid): Promise<string | undefined> {
  const { rows } = await database.raw<{ rows: { alias: string }[] }>(
    'select alias from transactions.offline_code_devices where device_id = :deviceId',
    { deviceId },
  );
  return rows[0]?.alias;
}

/** One payment with an offline code, as it was asked for. */
export interface OfflineUse {
  readonly paymentId: Uuid;
  readonly fingerprint: string;
  readonly deviceId: Uuid;
  readonly step: bigint;
  readonly walletAccount: Uuid;
  readonly amountMinor: bigint;
  readonly usedAt: Date;
}

const USE_COLUMNS = `uses.payment_id as "paymentId", uses.fingerprint, uses.device_id as "deviceId", uses.step,
  uses.wallet_account as "walletAccount", uses.amount_minor as "amountMinor", uses.used_at as "usedAt"`;

export async function findUse(
  database: Database,
  paymentId: Uuid,
): Promise<(OfflineUse & { readonly residentId: Uuid }) | undefined> {
  const { rows } = await database.raw<{ rows: (OfflineUse & { residentId: Uuid })[] }>(
    `select ${USE_COLUMNS}, devices.resident_id as "residentId"
       from transactions.offline_code_uses uses
       join transactions.devices devices on devices.id = uses.device_id
      where uses.payment_id = :paymentId`,
    { paymentId },
  );
  return rows[0];
}

/** Lets one payment of a wallet at a time be counted. Released at the end of the trx. */
export async function lockWallet(trx: Trx, walletAccount: Uuid): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(:key, 0))', {
    key: `offline-code-uses ${walletAccount}`,
  });
}

/** @returns false when this payment is there already, or another one with the code of this step */
export async function insertUse(trx: Trx, use: OfflineUse): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.offline_code_uses
            (payment_id, fingerprint, device_id, step, wallet_account, amount_minor, used_at)
     values (:paymentId, :fingerprint, :deviceId, :step, :walletAccount, :amountMinor, :usedAt)
     on conflict do nothing
     returning payment_id`,
    { ...use, step: use.step.toString(), amountMinor: use.amountMinor.toString() },
  );
  return rows.length === 1;
}

/** What counts against the caps: all that the ledger is not known to have refused. */
export async function usageOf(
  database: Database | Trx,
  walletAccount: Uuid,
  since: { readonly day: Date; readonly month: Date },
): Promise<OfflineUsage> {
  const { rows } = await database.raw<{ rows: UsageRow[] }>(
    `select coalesce(sum(amount_minor) filter (where used_at > :day), 0)::bigint as day_minor,
            count(*) filter (where used_at > :day) as day_count,
            coalesce(sum(amount_minor), 0)::bigint as month_minor,
            count(*) as month_count
       from transactions.offline_code_uses
      where wallet_account = :walletAccount and used_at > :month and outcome is distinct from 'refused'`,
    { walletAccount, ...since },
  );
  const [row] = rows;
  return {
    dayMinor: row?.day_minor ?? 0n,
    dayCount: Number(row?.day_count ?? 0n),
    monthMinor: row?.month_minor ?? 0n,
    monthCount: Number(row?.month_count ?? 0n),
  };
}

interface UsageRow {
  readonly day_minor: bigint;
  readonly day_count: bigint;
  readonly month_minor: bigint;
  readonly month_count: bigint;
}

/** Payments of a wallet of which nobody has written down what became of them, oldest first. */
export async function undecidedUses(
  database: Database,
  filter: { readonly walletAccount: Uuid; readonly since: Date; readonly limit: number },
): Promise<OfflineUse[]> {
  const { rows } = await database.raw<{ rows: OfflineUse[] }>(
    `select ${USE_COLUMNS}
       from transactions.offline_code_uses uses
      where wallet_account = :walletAccount and used_at > :since and outcome is null
      order by used_at
      limit :limit`,
    filter,
  );
  return rows;
}

export async function decideUse(
  database: Database,
  paymentId: Uuid,
  outcome: 'posted' | 'refused',
): Promise<void> {
  await database.raw(
    `update transactions.offline_code_uses set outcome = :outcome
      where payment_id = :paymentId and outcome is null`,
    { paymentId, outcome },
  );
}

/** The caps in force; undefined when none are, and then nothing is allowed. */
export async function policyAt(
  database: Database | Trx,
  currency: CurrencyCode,
  now: Date,
): Promise<OfflinePolicy | undefined> {
  const { rows } = await database.raw<{ rows: OfflinePolicy[] }>(
    `select single_minor as "singleMinor", day_minor as "dayMinor", day_count as "dayCount",
            month_minor as "monthMinor", month_count as "monthCount"
       from transactions.offline_code_policies
      where currency = :currency and effective_from <= :now
      order by effective_from desc
      limit 1`,
    { currency, now },
  );
  return rows[0];
}
