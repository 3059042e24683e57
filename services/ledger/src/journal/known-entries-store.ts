import type { Database } from '@tamsui/platform/database';

/**
 * Which of these ids the journal has. Nearly all commands are new, and for those this is all that is read: the leaves
 * of one index, which the append then finds in the server's memory. Prepared once for each connection, because planning
 * would cost more than looking.
 */
export async function knownEntries(
  database: Database,
  schema: string,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await database
    .raw<{ rows: { id: string }[] }>(`select id from ${schema}.entries where id = any(?::uuid[])`, [
      `{${ids.join(',')}}`,
    ])
    .options({ name: `known-entries-${schema}` });
  return rows.map(({ id }) => id);
}

/** Which of these tokens the journal has as spent. */
export async function spentTokens(
  database: Database,
  schema: string,
  once: readonly string[],
): Promise<string[]> {
  const { rows } = await database
    .raw<{ rows: { once: string }[] }>(
      `select once from ${schema}.entries where once is not null and refusal is null and once = any(?::uuid[])`,
      [`{${once.join(',')}}`],
    )
    .options({ name: `spent-tokens-${schema}` });
  return rows.map(({ once }) => once);
}
