import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { PickPair } from './account-picks.ts';
import { newId } from './payment-commands.ts';

/** Rows of one payment, as COPY reads them: text format, tabs between, a line each. */
interface CopyBatch {
  readonly entries: Buffer;
  readonly postings: Buffer;
}

/**
 * The yardstick: PostgreSQL's own bulk load of the same rows into tables with the same indexes, a thousand payments to
 * a COMMIT. The rows are built beforehand, nothing is decided and nothing is read.
 */
export interface CopyYardstick {
  /** Builds the rows of so many payments. */
  prepare(batches: number, size: number): CopyBatch[];
  /** Loads entries and postings, which is what a payment is in the journal. Returns seconds. */
  copyPayments(batches: readonly CopyBatch[]): Promise<number>;
  /** Loads the postings alone. Returns seconds. */
  copyPostings(batches: readonly CopyBatch[]): Promise<number>;
  close(): Promise<void>;
}

interface YardstickOptions {
  readonly databaseUrl: string;
  /** A journal that nobody writes. */
  readonly schema: string;
  readonly pick: PickPair;
}

const ENTRY_COLUMNS =
  'batch, business_date, index, id, fingerprint, once, refunds, hold, purpose, refusal, reference, detail';
const POSTING_COLUMNS =
  'batch, index, leg, debit, credit, amount, debit_version, debit_balance, credit_version, credit_balance';

export async function createCopyYardstick(options: YardstickOptions): Promise<CopyYardstick> {
  const { schema } = options;
  const client = new pg.Client({ connectionString: options.databaseUrl, options: '-c jit=off' });
  await client.connect();
  const rows = createRows(options.pick);
  const intoEntries = `copy ${schema}.entries (${ENTRY_COLUMNS}) from stdin`;
  const intoPostings = `copy ${schema}.postings (${POSTING_COLUMNS}) from stdin`;

  return {
    prepare: (batches, size) => Array.from({ length: batches }, () => rows.nextBatch(size)),
    copyPayments: (batches) =>
      secondsOf(async () => {
        for (const { entries, postings } of batches) {
          await client.query('begin');
          await copy(client, intoEntries, entries);
          await copy(client, intoPostings, postings);
          await client.query('commit');
        }
      }),
    copyPostings: (batches) =>
      secondsOf(async () => {
        for (const { postings } of batches) await copy(client, intoPostings, postings);
      }),
    close: () => client.end(),
  };
}

function copy(client: pg.Client, statement: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = client.query(copyFrom(statement));
    stream.once('error', reject);
    stream.once('finish', resolve);
    stream.end(rows);
  });
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

const BUSINESS_DATE = '2026-11-23';

function createRows(pick: PickPair): { nextBatch(size: number): CopyBatch } {
  const versions = new Map<number, number>();
  let batch = 0;

  function nextVersion(account: number): number {
    const version = (versions.get(account) ?? 0) + 1;
    versions.set(account, version);
    return version;
  }

  function posting(index: number): string {
    const [debit, credit] = pick();
    const numbers = [debit + 2, credit + 2, 25_000, nextVersion(debit), 99_999_975_000, nextVersion(credit)];
    return `${batch}\t${index}\t0\t${numbers.join('\t')}\t100000025000\n`;
  }

  function entry(index: number): string {
    const reference = `{"order":"${randomBytes(5).toString('hex')}","terminal":"${randomBytes(15).toString('hex')}"}`;
    return `${batch}\t${BUSINESS_DATE}\t${index}\t${newId()}\t${newId()}\t\\N\t\\N\t\\N\tpayment\t\\N\t${reference}\t\\N\n`;
  }

  return {
    nextBatch: (size) => {
      batch += 1;
      const places = Array.from({ length: size }, (_, index) => index);
      return {
        entries: Buffer.from(places.map(entry).join('')),
        postings: Buffer.from(places.map(posting).join('')),
      };
    },
  };
}
