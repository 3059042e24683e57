import { accept, type Result, refuse } from '@tamsui/errors';
import { contradiction } from '../heads/check-history.ts';
import type { Head } from '../heads/head.ts';
import type { HeadStore } from '../heads/head-store.ts';
import { batchLeaf, entryBytes, type JournalEntry } from '../journal/journal-batch.ts';
import type { JournalBatch, JournalStore } from '../journal/journal-store.ts';
import { growTree, type TreeNode } from '../tree/growing-tree.ts';
import { inclusionPath, leafHash, type NodeAt, rootOfRange } from '../tree/hash-tree.ts';
import type { NodeStore } from '../tree/node-store.ts';

export interface ProofDeps {
  readonly book: string;
  readonly journal: JournalStore;
  readonly heads: HeadStore;
  readonly nodes: NodeStore;
}

/** Everything that shows one entry to be in the journal under a signed head, and nothing of its neighbours. */
export interface EntryProof {
  readonly entry: JournalEntry;
  readonly index: number;
  readonly entryCount: number;
  /** From the entry's leaf to the root of its batch. */
  readonly entryPath: readonly Buffer[];
  readonly batch: JournalBatch;
  /** From the batch's leaf to the root that the head signs. */
  readonly batchPath: readonly Buffer[];
  readonly head: Head;
}

export type ProofRefusal = { readonly code: 'entry_unknown' } | { readonly code: 'not_signed_yet' };

/** @throws Fault when the journal no longer gives what was signed: a proof of it would be refused by everybody */
export async function proveEntry(deps: ProofDeps, id: string): Promise<Result<EntryProof, ProofRefusal>> {
  const place = await deps.journal.findEntry(id);
  if (place === undefined) return refuse('entry_unknown');
  const head = await deps.heads.last();
  if (head === undefined || head.batch < place.batch) return refuse('not_signed_yet');
  const batch = await deps.journal.batch(place.batch);
  const entry = batch?.entries[place.index];
  if (batch === undefined || entry?.id !== id) throw broken(deps, place.batch);
  const bytes = batch.entries.map(entryBytes);
  const leaf = Number(place.batch);
  if (!batchLeaf(batch, bytes).equals(await deps.nodes.nodeAt(0, leaf))) throw broken(deps, place.batch);
  return accept({
    entry,
    index: place.index,
    entryCount: bytes.length,
    entryPath: await pathOf(place.index, bytes.length, nodesOf(bytes)),
    batch,
    batchPath: await pathOf(leaf, Number(head.batch) + 1, deps.nodes.nodeAt),
    head,
  });
}

function broken({ book }: ProofDeps, batch: bigint): Error {
  return contradiction('journal_contradicts_head', `Batch ${batch} of ${book} is not what was signed.`);
}

function pathOf(leaf: number, size: number, nodeAt: NodeAt): Promise<Buffer[]> {
  return Promise.all(inclusionPath(leaf, size).map((range) => rootOfRange(range, nodeAt)));
}

/** The small tree over the entries of one batch. */
function nodesOf(entries: readonly Buffer[]): NodeAt {
  const tree = growTree([]);
  const made = new Map<string, Buffer>();
  const keep = ({ level, index, hash }: TreeNode) => made.set(`${level}/${index}`, hash);
  for (const entry of entries) for (const node of tree.append(leafHash(entry))) keep(node);
  return async (level, index) => {
    const hash = made.get(`${level}/${index}`);
    if (hash === undefined) throw new RangeError(`no node ${level}/${index} among ${entries.length} entries`);
    return hash;
  };
}
