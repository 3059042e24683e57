import { type Database, withTrx } from '@tamsui/platform/database';

/** An account's counters after a committed batch. */
export interface CheckpointedAccount {
  readonly number: bigint;
  readonly debitsMinor: bigint;
  readonly creditsMinor: bigint;
  readonly version: bigint;
}

export interface CheckpointStore {
  /** Writes the counters of all accounts that have moved since the last checkpoint, as of `batch`. */
  write(batch: bigint, accounts: readonly CheckpointedAccount[]): Promise<void>;
  /** Brings the accounts up to the journal's last batch from the journal itself, after a stop that was not clean. */
  catchUp(): Promise<void>;
}

const CATCH_UP_TIMEOUT = '10min';

export function createCheckpointStore(database: Database, schema: string): CheckpointStore {
  return {
    write: (batch, accounts) =>
      withTrx(database, async (trx) => {
        await trx.raw(
          // A version that is behind belongs to a writer that has lost the lead; it changes nothing.
          `update ${schema}.accounts a
          set debits = t.debits, credits = t.credits, version = t.version, as_of_batch = ?::bigint
          from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as t(number, debits, credits, version)
          where a.number = t.number and a.version < t.version`,
          [String(batch), ...columnsOf(accounts)],
        );
        await trx.raw(`update ${schema}.checkpoint set batch = greatest(batch, ?::bigint)`, [String(batch)]);
      }),
    catchUp: () =>
      withTrx(database, async (trx) => {
        // Both statements must see the same last batch, even if a writer that lost its lead is still alive.
        await trx.raw('set transaction isolation level repeatable read');
        // A tail of hours is rare, but then a shorter limit would never let the book start.
        await trx.raw(`set local statement_timeout = '${CATCH_UP_TIMEOUT}'`);
        await trx.raw(
          `update ${schema}.accounts a
          set debits = b.debits, credits = b.credits, version = b.version,
            as_of_batch = (select max(number) from ${schema}.batches)
          from ${schema}.balances b
          where b.number = a.number and b.version > a.version`,
        );
        await trx.raw(`update ${schema}.checkpoint set batch = (select max(number) from ${schema}.batches)`);
      }),
  };
}

/** Array literals: the driver's own way of writing an array costs much more, and these are numbers alone. */
function columnsOf(accounts: readonly CheckpointedAccount[]): string[] {
  return [
    `{${accounts.map((account) => account.number).join(',')}}`,
    `{${accounts.map((account) => account.debitsMinor).join(',')}}`,
    `{${accounts.map((account) => account.creditsMinor).join(',')}}`,
    `{${accounts.map((account) => account.version).join(',')}}`,
  ];
}
