import type { KeyObject } from 'node:crypto';
import type { Findings } from '../findings.ts';
import type { Batch } from '../journal/batch.ts';
import { faultOfHead, type Head, identityOfHead } from './head.ts';
import type { HeadSource } from './head-sources.ts';

export interface HeadsCheck {
  /** @param root of the tree over all batches up to this one; asked for only where a head was signed */
  batch(batch: Batch, root: () => Buffer): Promise<void>;
  end(lastBatch: bigint): Promise<void>;
  /** How many different heads were seen. */
  count(): number;
}

interface HeadsCheckOptions {
  readonly findings: Findings;
  readonly sources: readonly HeadSource[];
  readonly key: KeyObject;
}

const BEYOND = 9_223_372_036_854_775_807n;

/** Holds the journal against what was signed: each head must be a beginning of this very chain. */
export function createHeadsCheck({ findings, sources, key }: HeadsCheckOptions): HeadsCheck {
  let previous: Buffer = Buffer.alloc(32);
  let count = 0;

  /** The heads up to a batch, each once. What one place has and another has not is told. */
  async function take(batch: bigint): Promise<Head[]> {
    const lists = await Promise.all(sources.map((source) => source.takeUpTo(batch)));
    const heads = new Map<string, Head>();
    for (const head of lists.flat()) heads.set(identityOfHead(head), head);
    for (const [identity, head] of heads) {
      lists.forEach((list, i) => {
        if (list.some((one) => identityOfHead(one) === identity)) return;
        tell(head.batch, `${sources[i]?.name} does not hold the head of this batch`);
      });
    }
    count += heads.size;
    return [...heads.values()].sort((a, b) => (a.batch < b.batch ? -1 : 1));
  }

  function tell(batch: bigint, message: string): void {
    findings.add({ batch, check: 'heads', message });
  }

  function judgeAlone(head: Head): void {
    const fault = faultOfHead(head, key);
    if (fault !== undefined) tell(head.batch, fault);
    if (!head.previousHead.equals(previous))
      tell(head.batch, 'a head before this one is missing, or another one follows it too');
    previous = head.hash;
  }

  return {
    count: () => count,
    batch: async (batch, root) => {
      for (const head of await take(batch.number)) {
        judgeAlone(head);
        if (head.batch !== batch.number)
          tell(head.batch, 'a head was signed for this batch, and the journal has no such batch');
        else if (!head.batchHash.equals(batch.hash))
          tell(batch.number, 'the signed head names another hash: the journal was rewritten up to here');
        else if (head.batchAtMs !== batch.atMs) tell(batch.number, 'the signed head names another instant');
        else if (!head.root.equals(root()))
          tell(batch.number, 'the signed root is not that of the journal: a batch up to here was changed');
      }
    },
    end: async (lastBatch) => {
      for (const head of await take(BEYOND)) {
        judgeAlone(head);
        tell(
          lastBatch + 1n,
          `the journal ends with batch ${lastBatch}, and a head was signed for batch ${head.batch}`,
        );
      }
    },
  };
}
