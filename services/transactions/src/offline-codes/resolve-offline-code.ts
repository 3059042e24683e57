import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { CodeFinding, CodeUse, ResolveOfflineCode } from '../payments/find-payer.ts';
import { judgeDevice } from '../wallets/device-caps.ts';
import { aliasOf, onceTokenOf, stepOf } from './offline-code.ts';
import {
  decideUse,
  findByAlias,
  findUse,
  insertUse,
  lockWallet,
  type OfflineDevice,
  type OfflineUse,
  policyAt,
  undecidedUses,
  usageOf,
} from './offline-code-store.ts';
import { allows, windowsAt } from './offline-policy.ts';

/** The secret that a device makes its codes with; undefined when it has none, or was removed. */
export type FindOfflineSecret = (deviceId: Uuid) => Promise<Buffer | undefined>;

export interface OfflineCodeDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly offlineSecrets: FindOfflineSecret;
}

/** A wallet pays so a few times a month; what is left over is asked for the next time. */
const MAX_UNDECIDED = 20;
/** Longer than a till asks again, and than a resident takes to confirm. */
const LOST_AFTER_MS = 15 * 60_000;

/**
 * Makes what tells who pays with a code that a phone made without a network.
 *
 * A payment is counted against the wallet's caps before the ledger is asked, one at a time for a wallet, so that no
 * two pass on the same allowance. It counts until the ledger is known to have refused it: what a crash leaves behind
 * makes the caps tighter and never wider. That a code pays once is the ledger's to decide, by the token of its step.
 */
export function createOfflineCodes(deps: OfflineCodeDeps): ResolveOfflineCode {
  return async (asked) => (await findAgain(deps, asked)) ?? findAnew(deps, asked);
}

/** The same request again has the answer of the first, however late: the ledger knows what that was. */
async function findAgain({ database }: OfflineCodeDeps, asked: CodeUse): Promise<CodeFinding | undefined> {
  const use = await findUse(database, asked.id);
  if (use === undefined) return undefined;
  return use.fingerprint === asked.fingerprint ? paidBy(use, use) : declined('code_already_used');
}

async function findAnew(deps: OfflineCodeDeps, asked: CodeUse): Promise<CodeFinding> {
  const device = await findByAlias(deps.database, aliasOf(asked.code), asked.currency);
  const secret = device === undefined ? undefined : await deps.offlineSecrets(device.deviceId);
  if (device === undefined || secret === undefined) return declined('code_unknown');
  const made = stepOf(asked.code, secret, asked.now);
  if (made === 'never') return declined('code_unknown');
  if (made === 'expired') return declined('code_expired');
  const use = useOf(asked, device, made.step);
  const { coolingUntil } = device;
  const allowed = judgeDevice({ ...asked, coolingUntil }, 'payment', asked.amountMinor, asked.now);
  if (!allowed.ok) return { ...paidBy(use, device), declined: allowed.refusal.code };
  await writeDownOutcomes(deps, device.walletAccount, asked.now);
  const counted = await withTrx(deps.database, (trx) => count(trx, use, asked));
  // Of the same request, come twice at this very moment, one was counted; any other has come with a code that is used.
  if (counted === 'known') return (await findAgain(deps, asked)) ?? declined('code_already_used');
  return counted === 'counted' ? paidBy(use, device) : declined('offline_limit_exceeded');
}

function useOf(
  { id, fingerprint, amountMinor, now }: CodeUse,
  { deviceId, walletAccount }: OfflineDevice,
  step: bigint,
): OfflineUse {
  return { paymentId: id, fingerprint, deviceId, step, walletAccount, amountMinor, usedAt: now };
}

async function count(
  trx: Trx,
  use: OfflineUse,
  { currency, now }: CodeUse,
): Promise<'counted' | 'known' | 'exceeded'> {
  await lockWallet(trx, use.walletAccount);
  const policy = await policyAt(trx, currency, now);
  const usage = await usageOf(trx, use.walletAccount, windowsAt(now));
  if (policy === undefined || !allows(policy, usage, use.amountMinor)) return 'exceeded';
  return (await insertUse(trx, use)) ? 'counted' : 'known';
}

/** Earlier payments that the ledger has refused meanwhile count no more. */
async function writeDownOutcomes(deps: OfflineCodeDeps, walletAccount: Uuid, now: Date): Promise<void> {
  const filter = { walletAccount, since: windowsAt(now).month, limit: MAX_UNDECIDED };
  for (const use of await undecidedUses(deps.database, filter)) {
    const outcome = await outcomeOf(deps.ledger, use, now);
    if (outcome !== undefined) await decideUse(deps.database, use.paymentId, outcome);
  }
}

/** What never reached the ledger is decided as a no there, once its code is long past: nobody pays with it any more. */
async function outcomeOf(
  ledger: LedgerClient,
  { paymentId: id, fingerprint, usedAt }: OfflineUse,
  now: Date,
): Promise<'posted' | 'refused' | undefined> {
  const entry = await ledger.entry(id);
  if (entry !== undefined) return entry.posted ? 'posted' : 'refused';
  if (now.getTime() - usedAt.getTime() < LOST_AFTER_MS) return undefined;
  const decline = { id, fingerprint, purpose: 'payment', reason: 'code_expired', reference: {} } as const;
  const outcome = await ledger.submit({ kind: 'decline', ...decline });
  return outcome.status === 'posted' ? 'posted' : 'refused';
}

function paidBy(
  { deviceId, step }: OfflineUse,
  { residentId, walletAccount }: Pick<OfflineDevice, 'residentId' | 'walletAccount'>,
) {
  const payer = { residentId, walletAccount, onceToken: onceTokenOf(deviceId, step) };
  return { payer, declined: null };
}

function declined(reason: NonNullable<CodeFinding['declined']>): CodeFinding {
  return { payer: null, declined: reason };
}
