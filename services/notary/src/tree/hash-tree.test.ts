import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { edgeOf, growTree, type TreeNode } from './growing-tree.ts';
import { consistencyPath, EMPTY_ROOT, inclusionPath, innerHash, leafHash, rootOfRange } from './hash-tree.ts';

/** The leaves that implementations of RFC 6962 and RFC 9162 are commonly tried with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leafHashes = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')));

/** The definition of RFC 9162, 2.1.1, word for word. */
function rootByDefinition(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only === undefined) return createHash('sha256').digest();
  if (hashes.length === 1) return only;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return innerHash(rootByDefinition(hashes.slice(0, k)), rootByDefinition(hashes.slice(k)));
}

const nodeAtOf = (hashes: readonly Buffer[]) => async (level: number, index: number) =>
  rootByDefinition(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));

describe('a growing tree', () => {
  it('has the known roots', () => {
    const tree = growTree([]);
    expect(tree.root()).toEqual(EMPTY_ROOT);
    const roots = leafHashes.map((leaf) => {
      tree.append(leaf);
      return tree.root().toString('hex');
    });
    expect(roots).toEqual(ROOTS);
  });

  it('goes on from its right edge, and makes every complete subtree once', () => {
    const many = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from([index])));
    const known = new Map<string, TreeNode>();
    for (let size = 0; size < many.length; size++) {
      const edge = edgeOf(size).flatMap(({ level, index }) => known.get(`${level}/${index}`) ?? []);
      const tree = growTree(edge);
      expect(tree.size()).toBe(size);
      for (const node of tree.append(many[size] ?? EMPTY_ROOT)) {
        expect(known.has(`${node.level}/${node.index}`)).toBe(false);
        known.set(`${node.level}/${node.index}`, node);
      }
      expect(tree.root()).toEqual(rootByDefinition(many.slice(0, size + 1)));
    }
    expect(known.size).toBe(70 + 35 + 17 + 8 + 4 + 2 + 1);
  });
});

describe('a path', () => {
  it('of inclusion has the known subtrees', async () => {
    const path = await Promise.all(
      inclusionPath(5, 8).map((range) => rootOfRange(range, nodeAtOf(leafHashes))),
    );
    expect(path.map((hash) => hash.toString('hex'))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('of consistency has the known subtrees', async () => {
    const path = await Promise.all(
      consistencyPath(6, 8).map((range) => rootOfRange(range, nodeAtOf(leafHashes))),
    );
    expect(path.map((hash) => hash.toString('hex'))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('is no longer than the tree is high', () => {
    expect(inclusionPath(0, 1)).toEqual([]);
    expect(consistencyPath(8, 8)).toEqual([]);
    expect(inclusionPath(999_999, 1_000_000).length).toBeLessThanOrEqual(20);
    expect(consistencyPath(654_321, 1_000_000).length).toBeLessThanOrEqual(21);
  });
});
