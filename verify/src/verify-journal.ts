import type { KeyObject } from 'node:crypto';
import pg from 'pg';
import {
  bytesOfEntry,
  hashOfContent,
  hashOfGenesis,
  leafOfBatch,
  rootOfEntries,
} from './canonical/canonical-bytes.ts';
import { createAccountsCheck } from './checks/accounts.ts';
import { checkAcross } from './checks/across.ts';
import { createChainCheck, createRowsCheck } from './checks/chain.ts';
import { createDaysCheck } from './checks/days.ts';
import { createFindings, type Finding, type Findings } from './findings.ts';
import { type HeadSource, openHeadFile, openHeadTable } from './heads/head-sources.ts';
import { createHeadsCheck, type HeadsCheck } from './heads/heads-check.ts';
import { readAccounts, readCheckpoint } from './journal/read-accounts.ts';
import { readBatches, StrayRowsError } from './journal/read-batches.ts';
import { createRunningTree } from './tree/merkle.ts';

export interface VerifyOptions {
  readonly connectionString: string;
  /** `main`; its journal is in the schema `book_main`. */
  readonly book: string;
  readonly key: KeyObject;
  /** The notary's file of heads; its table alone when there is none. */
  readonly headsFile: string | undefined;
  onProgress(progress: Progress): void;
}

export interface Progress {
  readonly batches: number;
  readonly entries: number;
  readonly postings: number;
}

export interface Verdict extends Progress {
  readonly heads: number;
  readonly findings: readonly Finding[];
  /** More than `findings` when there are very many. */
  readonly findingCount: number;
}

/** Reads the whole journal once, in one snapshot, and tells all that does not hold. */
export async function verifyJournal(options: VerifyOptions): Promise<Verdict> {
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: 'tamsui-verify',
  });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await verifySnapshot(client, options);
  } finally {
    await client.end();
  }
}

async function verifySnapshot(client: pg.Client, options: VerifyOptions): Promise<Verdict> {
  const schema = `book_${options.book}`;
  const findings = createFindings();
  const accounts = createAccountsCheck({
    findings,
    rows: await readAccounts(client, schema),
    checkpoint: await readCheckpoint(client, schema),
  });
  const heads = createHeadsCheck({ findings, sources: await openSources(client, options), key: options.key });
  const progress = { batches: 0, entries: 0, postings: 0 };
  const checks = [createRowsCheck(findings), createDaysCheck(findings), accounts];
  await readAll(client, { ...options, schema, findings, heads, checks, progress });
  for (const check of checks) check.end?.();
  await checkAcross(client, schema, findings);
  return { ...progress, heads: heads.count(), findings: findings.shown, findingCount: findings.count() };
}

async function openSources(client: pg.Client, { book, headsFile }: VerifyOptions): Promise<HeadSource[]> {
  const table = await openHeadTable(client, book);
  return [
    ...(table === undefined ? [] : [table]),
    ...(headsFile === undefined ? [] : [openHeadFile(headsFile, book)]),
  ];
}

interface Reading extends VerifyOptions {
  readonly schema: string;
  readonly findings: Findings;
  readonly heads: HeadsCheck;
  readonly checks: readonly {
    batch(batch: Parameters<ReturnType<typeof createRowsCheck>['batch']>[0]): void;
  }[];
  readonly progress: { batches: number; entries: number; postings: number };
}

async function readAll(client: pg.Client, reading: Reading): Promise<void> {
  const { schema, findings, heads, checks, progress } = reading;
  const chain = createChainCheck(findings);
  const tree = createRunningTree();
  let last = -1n;
  try {
    for await (const batch of readBatches(client, schema)) {
      const entries = batch.entries.map(bytesOfEntry);
      const expectedHash = batch.number === 0n ? hashOfGenesis(schema) : hashOfContent(batch, entries);
      chain.batch({ ...batch, expectedHash });
      for (const check of checks) check.batch(batch);
      tree.add(leafOfBatch({ ...batch, entryCount: entries.length, entriesRoot: rootOfEntries(entries) }));
      await heads.batch(batch, tree.root);
      last = batch.number;
      progress.batches += 1;
      progress.entries += entries.length;
      progress.postings += batch.postingCount;
      reading.onProgress(progress);
    }
  } catch (error) {
    if (!(error instanceof StrayRowsError)) throw error;
    findings.add({ batch: error.batch, check: 'rows', message: error.message });
  }
  await heads.end(last);
}
