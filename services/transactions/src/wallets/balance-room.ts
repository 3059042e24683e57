import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { findAccountClass } from '../own-limits/wallet-limits-store.ts';
import { type AccountClasses, classLimitsAt } from './account-class.ts';

export interface BalanceRoomDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly classes: AccountClasses;
}

/** The most that may be in a wallet, and how much more fits at this moment; below zero after a step down. */
export interface BalanceRoom {
  readonly capMinor: bigint;
  readonly leftMinor: bigint;
}

/**
 * How much room is in a wallet; undefined where there is no cap. It is a look and no promise: the ledger judges when the
 * money comes.
 */
export async function balanceRoom(
  { database, ledger, clock, classes }: BalanceRoomDeps,
  account: Uuid,
): Promise<BalanceRoom | undefined> {
  const accountClass = await findAccountClass(database, account);
  const versions = accountClass === null ? [] : classes.versionsOf(accountClass);
  const capMinor = classLimitsAt(versions, clock.now())?.balanceCapMinor ?? null;
  if (capMinor === null) return undefined;
  const found = await ledger.account(account);
  invariant(found !== undefined, 'a wallet has an account in the ledger');
  return { capMinor, leftMinor: capMinor - found.balanceMinor };
}
