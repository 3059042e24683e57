import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { batchLeaf, entryBytes, genesisHash, hashOfBatch } from '../journal/journal-batch.ts';
import type { JournalBatch, JournalStore } from '../journal/journal-store.ts';
import { growTree, type TreeNode } from '../tree/growing-tree.ts';
import type { NodeStore } from '../tree/node-store.ts';
import { contradiction } from './check-history.ts';
import { type Head, type HeadStatement, headBytes, headHash, NO_HEAD } from './head.ts';
import type { HeadStore } from './head-store.ts';
import type { SigningKey } from './signing-key.ts';

export interface SigningDeps {
  readonly book: string;
  readonly schema: string;
  readonly database: Database;
  readonly journal: JournalStore;
  readonly heads: HeadStore;
  readonly nodes: NodeStore;
  readonly key: SigningKey;
  readonly clock: Clock;
}

/**
 * Reads the batches behind the last head, one page of them, checks that they continue it and that each has the hash
 * of its content, and signs the last. Returns undefined when there is none.
 * @throws Fault `journal_contradicts_itself` before anything is signed
 */
export async function signNextHead(deps: SigningDeps, last: Head | undefined): Promise<Head | undefined> {
  const batches = await deps.journal.batchesAfter(last === undefined ? -1n : last.batch);
  const end = batches.at(-1);
  if (end === undefined) return undefined;
  const tree = growTree(await deps.nodes.edge(last === undefined ? 0 : Number(last.batch) + 1));
  const made: TreeNode[] = [];
  let previous = last === undefined ? undefined : { number: last.batch, hash: last.batchHash };
  for (const batch of batches) {
    made.push(...tree.append(checkedLeaf(deps, batch, previous)));
    previous = batch;
  }
  const head = signed(deps.key, {
    book: deps.book,
    batch: end.number,
    batchHash: end.hash,
    batchAt: end.at,
    root: tree.root(),
    signedAt: deps.clock.now(),
    previousHead: last?.hash ?? NO_HEAD,
  });
  await withTrx(deps.database, async (trx) => {
    await deps.nodes.insert(trx, made);
    await deps.heads.insert(trx, head);
  });
  return head;
}

function signed(key: SigningKey, statement: HeadStatement): Head {
  const bytes = headBytes(statement);
  return { ...statement, hash: headHash(bytes), signature: key.sign(bytes) };
}

function checkedLeaf(
  { book, schema }: SigningDeps,
  batch: JournalBatch,
  previous: { readonly number: bigint; readonly hash: Buffer } | undefined,
): Buffer {
  const expected = previous ?? { number: -1n, hash: NO_HEAD };
  const wrong = (what: string) =>
    contradiction('journal_contradicts_itself', `Batch ${batch.number} of ${book} ${what}.`);
  if (batch.number !== expected.number + 1n) throw wrong(`follows batch ${expected.number}`);
  if (!batch.previousHash.equals(expected.hash)) throw wrong('does not name the hash before it');
  const entries = batch.entries.map(entryBytes);
  const hash = batch.number === 0n ? genesisHash(schema) : hashOfBatch(batch, entries);
  if (!hash.equals(batch.hash)) throw wrong('has not the hash of its content');
  return batchLeaf(batch, entries);
}
