import { accept, type Result, refuse } from '@tamsui/errors';
import type { Head } from '../heads/head.ts';
import { consistencyPath, rootOfRange } from '../tree/hash-tree.ts';
import type { ProofDeps } from './prove-entry.ts';

/** What shows the journal under an older head to be the beginning of the one under a newer head. */
export interface ConsistencyProof {
  readonly older: Head;
  readonly newer: Head;
  readonly path: readonly Buffer[];
}

/** `older` and `newer` are batches that heads were signed for. */
export async function proveConsistency(
  { heads, nodes }: ProofDeps,
  batches: { readonly older: bigint; readonly newer: bigint },
): Promise<Result<ConsistencyProof, { readonly code: 'head_unknown' }>> {
  const older = await heads.at(batches.older);
  const newer = await heads.at(batches.newer);
  if (older === undefined || newer === undefined || older.batch > newer.batch) return refuse('head_unknown');
  const ranges = consistencyPath(Number(older.batch) + 1, Number(newer.batch) + 1);
  const path = await Promise.all(ranges.map((range) => rootOfRange(range, nodes.nodeAt)));
  return accept({ older, newer, path });
}
