import type pg from 'pg';

/** Ids of entries, and tokens that a posted entry spends. */
export interface Known {
  readonly ids: readonly string[];
  readonly once: readonly string[];
}

/** Which of these ids and tokens the journal has. */
export type FindKnown = (asked: Known) => Promise<Known>;

interface Row {
  readonly id: string | null;
  readonly once: string | null;
}

const knownSql = (schema: string): string =>
  `select id, null::uuid as once from ${schema}.entries where id = any($1::uuid[])
   union all
   select null, once from ${schema}.entries
    where once is not null and refusal is null and once = any($2::uuid[])`;

/**
 * Nearly all commands are new, and for those this is all that is read: the leaves of two indexes, which the append then
 * finds in the server's memory. Prepared, because planning would cost more than looking, and one statement, because to be
 * woken twice costs more than to look twice.
 * @param client that plans no read of a whole table: its plans are of when the book was young
 */
export function createKnownFinder(client: pg.Client, schema: string): FindKnown {
  const statement = { name: `known-${schema}`, text: knownSql(schema) };
  return async ({ ids, once }) => {
    const values = [`{${ids.join(',')}}`, `{${once.join(',')}}`];
    const { rows } = await client.query<Row>({ ...statement, values });
    return {
      ids: rows.flatMap(({ id }) => id ?? []),
      once: rows.flatMap(({ once: token }) => token ?? []),
    };
  };
}
