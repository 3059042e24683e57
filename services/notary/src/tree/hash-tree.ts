import { createHash } from 'node:crypto';

/** The hash tree of RFC 9162, 2.1: a leaf and an inner node never have the same bytes before them. */
const LEAF = Buffer.from([0]);
const INNER = Buffer.from([1]);

export function leafHash(data: Buffer): Buffer {
  return createHash('sha256').update(LEAF).update(data).digest();
}

export function innerHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(INNER).update(left).update(right).digest();
}

/** The root of no leaves (RFC 9162, 2.1.1). */
export const EMPTY_ROOT = createHash('sha256').digest();

/** Leaves from `start` up to and without `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Gives the root of a complete subtree: the `index`-th of 2^level leaves. */
export type NodeAt = (level: number, index: number) => Promise<Buffer>;

/** The largest power of two that is less than `size`, which is at least 2: where RFC 9162 splits a tree. */
function splitOf(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The sibling subtrees on the way from a leaf up to the root of `size` leaves, lowest first (RFC 9162, 2.1.3.1). */
export function inclusionPath(leaf: number, size: number): Range[] {
  return pathWithin(leaf, { start: 0, end: size });
}

function pathWithin(leaf: number, { start, end }: Range): Range[] {
  if (end - start <= 1) return [];
  const middle = start + splitOf(end - start);
  const left = { start, end: middle };
  const right = { start: middle, end };
  return leaf < middle ? [...pathWithin(leaf, left), right] : [...pathWithin(leaf, right), left];
}

/** The subtrees that show the first `older` of `size` leaves to be the same as before (RFC 9162, 2.1.4.1). */
export function consistencyPath(older: number, size: number): Range[] {
  if (older <= 0 || older >= size) return [];
  return subproof(older, { start: 0, end: size }, true);
}

function subproof(older: number, { start, end }: Range, isWhole: boolean): Range[] {
  if (older === end) return isWhole ? [] : [{ start, end }];
  const middle = start + splitOf(end - start);
  if (older <= middle) return [...subproof(older, { start, end: middle }, isWhole), { start: middle, end }];
  return [...subproof(older, { start: middle, end }, false), { start, end: middle }];
}

/** The root of a range that begins where a subtree of its size may begin. */
export async function rootOfRange({ start, end }: Range, nodeAt: NodeAt): Promise<Buffer> {
  const size = end - start;
  if (size === 0) return EMPTY_ROOT;
  const half = size === 1 ? 1 : splitOf(size);
  if (size === 1) return nodeAt(0, start);
  if (half * 2 === size) return nodeAt(Math.log2(size), start / size);
  const left = await rootOfRange({ start, end: start + half }, nodeAt);
  return innerHash(left, await rootOfRange({ start: start + half, end }, nodeAt));
}
