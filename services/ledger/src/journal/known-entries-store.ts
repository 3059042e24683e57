import type { Database } from '@tamsui/platform/database';

/** Ids of entries, and tokens that a posted entry spends. */
export interface Known {
  readonly ids: readonly string[];
  readonly once: readonly string[];
}

/**
 * Which of these ids and tokens the journal has. Nearly all commands are new, and for those this is all that is read: the
 * leaves of two indexes, which the append then finds in the server's memory. Prepared once for each connection, because
 * planning would cost more than looking, and one statement, because to be woken twice costs more than to look twice.
 */
export async function findKnown(database: Database, schema: string, { ids, once }: Known): Promise<Known> {
  const { rows } = await database
    .raw<{ rows: { id: string | null; once: string | null }[] }>(
      `select id, null::uuid as once from ${schema}.entries where id = any(?::uuid[])
       union all
       select null, once from ${schema}.entries
        where once is not null and refusal is null and once = any(?::uuid[])`,
      [`{${ids.join(',')}}`, `{${once.join(',')}}`],
    )
    .options({ name: `known-${schema}` });
  return {
    ids: rows.flatMap(({ id }) => id ?? []),
    once: rows.flatMap(({ once: token }) => token ?? []),
  };
}
