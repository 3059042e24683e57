import { createHash } from 'node:crypto';

const INNER = Buffer.from([1]);

function join(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(INNER).update(left).update(right).digest();
}

/** A tree that is fed leaf by leaf and knows its root at any time, in memory that grows with its height. */
export interface RunningTree {
  add(leaf: Buffer): void;
  root(): Buffer;
}

export function createRunningTree(): RunningTree {
  /** At place n the root of a complete subtree of 2^n leaves, or nothing: a binary counter. */
  const subtrees: (Buffer | undefined)[] = [];
  return {
    add: (leaf) => {
      let carry = leaf;
      let place = 0;
      for (let left = subtrees[0]; left !== undefined; left = subtrees[place]) {
        carry = join(left, carry);
        subtrees[place] = undefined;
        place += 1;
      }
      subtrees[place] = carry;
    },
    root: () => {
      let root: Buffer | undefined;
      for (const subtree of subtrees) {
        if (subtree === undefined) continue;
        root = root === undefined ? subtree : join(subtree, root);
      }
      return root ?? createHash('sha256').digest();
    },
  };
}

export function rootOfLeaves(leaves: readonly Buffer[]): Buffer {
  const tree = createRunningTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The root that a path leads to from a leaf (RFC 9162, 2.1.3.2); undefined when the path fits no such tree. */
export function rootOfInclusion(
  leaf: { readonly hash: Buffer; readonly index: number; readonly size: number },
  path: readonly Buffer[],
): Buffer | undefined {
  if (leaf.index < 0 || leaf.index >= leaf.size) return undefined;
  let fn = BigInt(leaf.index);
  let sn = BigInt(leaf.size) - 1n;
  let r = leaf.hash;
  for (const p of path) {
    if (sn === 0n) return undefined;
    if ((fn & 1n) === 1n || fn === sn) {
      r = join(p, r);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = join(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n ? r : undefined;
}

interface SizedRoot {
  readonly size: number;
  readonly root: Buffer;
}

/** True when the path shows the older tree to be the beginning of the newer one (RFC 9162, 2.1.4.2). */
export function isConsistent(older: SizedRoot, newer: SizedRoot, path: readonly Buffer[]): boolean {
  if (older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) return path.length === 0 && older.root.equals(newer.root);
  let fn = BigInt(older.size) - 1n;
  let sn = BigInt(newer.size) - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  const isPower = (BigInt(older.size) & BigInt(older.size - 1)) === 0n;
  const [first, ...rest] = isPower ? [older.root, ...path] : path;
  if (first === undefined) return false;
  let fr = first;
  let sr = first;
  for (const c of rest) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      fr = join(c, fr);
      sr = join(c, sr);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = join(sr, c);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && fr.equals(older.root) && sr.equals(newer.root);
}
