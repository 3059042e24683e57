import { EMPTY_ROOT, innerHash } from './hash-tree.ts';

/** The root of a complete subtree, and where it stands. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** A tree that only grows at its end. It holds no more than its right edge: one node for each bit of its size. */
export interface GrowingTree {
  size(): number;
  /** Appends a leaf and returns every subtree that it completes, itself first. */
  append(leaf: Buffer): TreeNode[];
  root(): Buffer;
}

/** Where the nodes of the right edge of a tree of `size` leaves stand, largest first. */
export function edgeOf(size: number): Pick<TreeNode, 'level' | 'index'>[] {
  const places: Pick<TreeNode, 'level' | 'index'>[] = [];
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level--) {
    const count = Math.floor(size / 2 ** level);
    if (count % 2 === 1) places.push({ level, index: count - 1 });
  }
  return places;
}

/** @param edge the nodes at the places that `edgeOf` names, in that order */
export function growTree(edge: readonly TreeNode[]): GrowingTree {
  const stack = [...edge];
  let size = edge.reduce((sum, { level }) => sum + 2 ** level, 0);
  return {
    size: () => size,
    append: (hash) => {
      let node: TreeNode = { level: 0, index: size, hash };
      const made = [node];
      for (let left = stack.at(-1); left?.level === node.level; left = stack.at(-1)) {
        stack.pop();
        node = { level: node.level + 1, index: left.index / 2, hash: innerHash(left.hash, node.hash) };
        made.push(node);
      }
      stack.push(node);
      size += 1;
      return made;
    },
    root: () =>
      stack.length === 0
        ? EMPTY_ROOT
        : stack.map(({ hash }) => hash).reduceRight((right, left) => innerHash(left, right)),
  };
}
