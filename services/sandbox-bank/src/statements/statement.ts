import type { Account, Entry } from '../accounts/account.ts';

/** One closed stretch of an account: everything booked since the statement before. Never changed. */
export interface Statement {
  readonly accountNumber: string;
  /** 1, 2, 3 … without a gap: `ElctrncSeqNb`. */
  readonly sequence: bigint;
  readonly openingBalanceMinor: bigint;
  readonly closingBalanceMinor: bigint;
  readonly entryCount: number;
  /** The account's number of the last entry that is told by now. */
  readonly lastEntryNumber: bigint;
  readonly from: Date;
  readonly to: Date;
}

/** The statement after `previous`, over the entries that follow it. */
export function nextStatement(
  account: Account,
  previous: Statement | undefined,
  entries: readonly Entry[],
  to: Date,
): Statement {
  const openingBalanceMinor = previous?.closingBalanceMinor ?? 0n;
  const last = entries.at(-1);
  return {
    accountNumber: account.accountNumber,
    sequence: (previous?.sequence ?? 0n) + 1n,
    openingBalanceMinor,
    closingBalanceMinor: last?.balanceMinor ?? openingBalanceMinor,
    entryCount: entries.length,
    lastEntryNumber: last?.entryNumber ?? previous?.lastEntryNumber ?? 0n,
    from: previous?.to ?? account.openedAt,
    to,
  };
}
