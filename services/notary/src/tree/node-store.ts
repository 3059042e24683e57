import { Fault } from '@tamsui/errors';
import type { Database, Trx } from '@tamsui/platform/database';
import { edgeOf, type TreeNode } from './growing-tree.ts';
import type { NodeAt } from './hash-tree.ts';

export interface NodeStore {
  readonly nodeAt: NodeAt;
  /** The right edge of the tree when it had `size` leaves. */
  edge(size: number): Promise<TreeNode[]>;
  insert(trx: Trx, nodes: readonly TreeNode[]): Promise<void>;
}

export function createNodeStore(database: Database, book: string): NodeStore {
  const nodeAt: NodeAt = (level, index) => selectNode(database, book, { level, index });
  return {
    nodeAt,
    edge: (size) =>
      Promise.all(
        edgeOf(size).map(async ({ level, index }) => ({ level, index, hash: await nodeAt(level, index) })),
      ),
    insert: (trx, nodes) => insertNodes(trx, book, nodes),
  };
}

async function selectNode(
  database: Database,
  book: string,
  { level, index }: Pick<TreeNode, 'level' | 'index'>,
): Promise<Buffer> {
  const { rows } = await database.raw<{ rows: { hash: Buffer }[] }>(
    'select hash from notary.nodes where book = ? and level = ? and index = ?',
    [book, level, index],
  );
  const hash = rows[0]?.hash;
  if (hash !== undefined) return hash;
  throw new Fault('tree_incomplete', `The hash tree of ${book} has no node ${level}/${index}.`, {
    retryable: false,
  });
}

async function insertNodes(trx: Trx, book: string, nodes: readonly TreeNode[]): Promise<void> {
  await trx.raw(
    `insert into notary.nodes (book, level, index, hash)
    select ?, n.level, n.index, n.hash
    from unnest(?::smallint[], ?::bigint[], ?::bytea[]) as n(level, index, hash)`,
    [book, nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
  );
}
