import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRunningTree, isConsistent, rootOfInclusion, rootOfLeaves } from './merkle.ts';

const leafOf = (data: Buffer): Buffer =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(data)
    .digest();
const join = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();

/** The leaves that implementations of RFC 6962 and RFC 9162 are commonly tried with. */
const KNOWN = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const KNOWN_ROOT = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';

const splitOf = (size: number): number => {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
};

/** RFC 9162, 2.1.1, 2.1.3.1 and 2.1.4.1, word for word. */
function mth(d: readonly Buffer[]): Buffer {
  const [only] = d;
  if (only === undefined) return createHash('sha256').digest();
  const k = splitOf(d.length);
  return d.length === 1 ? only : join(mth(d.slice(0, k)), mth(d.slice(k)));
}
function path(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length <= 1) return [];
  const k = splitOf(d.length);
  return m < k
    ? [...path(m, d.slice(0, k)), mth(d.slice(k))]
    : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}
function subproof(m: number, d: readonly Buffer[], b: boolean): Buffer[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const k = splitOf(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const leaves = Array.from({ length: 33 }, (_, i) => leafOf(Buffer.from([i])));

describe('a running tree', () => {
  it('has the known root', () => {
    const known = KNOWN.map((hex) => leafOf(Buffer.from(hex, 'hex')));
    expect(rootOfLeaves(known).toString('hex')).toBe(KNOWN_ROOT);
  });

  it('has the defined root at every size', () => {
    const tree = createRunningTree();
    expect(tree.root()).toEqual(mth([]));
    leaves.forEach((leaf, i) => {
      tree.add(leaf);
      expect(tree.root()).toEqual(mth(leaves.slice(0, i + 1)));
    });
  });
});

describe('an inclusion path', () => {
  it('leads from every leaf of every tree to its root', () => {
    for (let size = 1; size <= leaves.length; size++) {
      const d = leaves.slice(0, size);
      d.forEach((hash, index) => {
        expect(rootOfInclusion({ hash, index, size }, path(index, d))).toEqual(mth(d));
      });
    }
  });

  it('leads nowhere else when it is longer, shorter, changed, or for another place', () => {
    for (let size = 2; size <= 20; size++) {
      const d = leaves.slice(0, size);
      d.forEach((hash, index) => {
        const good = path(index, d);
        const root = mth(d);
        const bad = [good.slice(1), [...good, root], good.map((p, i) => (i === 0 ? join(p, p) : p))];
        for (const one of bad)
          expect(rootOfInclusion({ hash, index, size }, one)?.equals(root) ?? false).toBe(false);
        const other = (index + 1) % size;
        expect(rootOfInclusion({ hash, index: other, size }, good)?.equals(root) ?? false).toBe(false);
      });
    }
  });

  it('does not exist for a place outside the tree', () => {
    expect(rootOfInclusion({ hash: leafOf(Buffer.alloc(0)), index: 3, size: 3 }, [])).toBeUndefined();
    expect(rootOfInclusion({ hash: leafOf(Buffer.alloc(0)), index: -1, size: 3 }, [])).toBeUndefined();
  });
});

describe('a consistency path', () => {
  const at = (size: number) => ({ size, root: mth(leaves.slice(0, size)) });

  it('holds for every two sizes', () => {
    for (let n = 1; n <= leaves.length; n++) {
      for (let m = 1; m <= n; m++) {
        const proof = m === n ? [] : subproof(m, leaves.slice(0, n), true);
        expect(isConsistent(at(m), at(n), proof), `${m} of ${n}`).toBe(true);
      }
    }
  });

  it('does not hold when a root or any part of it is another', () => {
    for (let n = 2; n <= 17; n++) {
      for (let m = 1; m < n; m++) {
        const proof = subproof(m, leaves.slice(0, n), true);
        const other = join(at(m).root, at(n).root);
        expect(isConsistent({ size: m, root: other }, at(n), proof)).toBe(false);
        expect(isConsistent(at(m), { size: n, root: other }, proof)).toBe(false);
        proof.forEach((_, i) => {
          expect(
            isConsistent(
              at(m),
              at(n),
              proof.map((p, j) => (i === j ? join(p, p) : p)),
            ),
          ).toBe(false);
        });
        expect(isConsistent(at(m), at(n), [...proof, other])).toBe(false);
        expect(isConsistent(at(m), at(n), proof.slice(1))).toBe(false);
      }
    }
  });

  it('does not hold from a larger tree to a smaller one, nor from an empty one', () => {
    expect(isConsistent(at(5), at(4), [])).toBe(false);
    expect(isConsistent({ size: 0, root: mth([]) }, at(4), [])).toBe(false);
  });
});
