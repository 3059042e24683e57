import type { Findings } from '../findings.ts';
import type { Account } from './account.ts';

/** What the ledger's table says of an account. */
export interface AccountRow {
  readonly id: string;
  readonly kind: string;
  readonly currency: string;
  readonly floorMinor: bigint | null;
  readonly debitsMinor: bigint;
  readonly creditsMinor: bigint;
  readonly version: bigint;
}

/** What differs between how the journal opened an account and how the table describes it. */
export function compareOpening(opened: Account, row: AccountRow | undefined): string[] {
  if (row === undefined) return [`account ${opened.id} was opened and is not in the table`];
  const same =
    row.id === opened.id &&
    row.kind === opened.kind &&
    row.currency === opened.currency &&
    row.floorMinor === opened.floorMinor;
  return same ? [] : [`account ${opened.id} was opened as something else than the table says`];
}

interface CheckpointCheckOptions {
  readonly findings: Findings;
  readonly rows: ReadonlyMap<bigint, AccountRow>;
  /** Counters in the table are those after this batch. */
  readonly checkpoint: bigint;
}

export interface CheckpointCheck {
  /** Called after each posting of an account. */
  moved(number: bigint, account: Account, batch: bigint): void;
  end(accounts: ReadonlyMap<bigint, Account>): void;
}

/** Compares the counters of the table with the journal's, at the version that the table names. */
export function createCheckpointCheck({
  findings,
  rows,
  checkpoint,
}: CheckpointCheckOptions): CheckpointCheck {
  const tell = (batch: bigint | null, message: string) =>
    findings.add({ batch, check: 'checkpoints', message });
  return {
    moved: (number, account, batch) => {
      const row = rows.get(number);
      if (row === undefined) return;
      if (account.version === row.version && !hasCounters(row, account))
        tell(batch, `account ${number} at version ${row.version} has other counters in the table`);
      if (account.version === row.version + 1n && batch <= checkpoint)
        tell(batch, `account ${number} has moved before batch ${checkpoint}, and the table does not know it`);
    },
    end: (accounts) => {
      for (const [number, row] of rows) {
        const account = accounts.get(number);
        if (account === undefined) tell(null, `the table has account ${number}, which nobody opened`);
        else if (row.version > account.version)
          tell(
            null,
            `the table has account ${number} at version ${row.version}, the journal at ${account.version}`,
          );
        else if (row.version === 0n && (row.debitsMinor !== 0n || row.creditsMinor !== 0n))
          tell(null, `the table has counters for account ${number}, which has not moved`);
      }
    },
  };
}

function hasCounters(row: AccountRow, account: Account): boolean {
  return row.debitsMinor === account.debitsMinor && row.creditsMinor === account.creditsMinor;
}
