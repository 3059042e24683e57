import type { Database } from '@tamsui/platform/database';

export interface ExpiredHold {
  readonly id: string;
  readonly account: string;
}

/** Holds that expired in a span of time and of which something is left, the oldest first. */
export async function findExpiredHolds(
  database: Database,
  schema: string,
  { after, upTo, limit }: { readonly after: Date; readonly upTo: Date; readonly limit: number },
): Promise<ExpiredHold[]> {
  const { rows } = await database.raw<{ rows: ExpiredHold[] }>(
    `select h.id, h.detail->>'account' as account from ${schema}.entries h
    where h.purpose = 'hold' and h.refusal is null and (h.detail->>'expires_at') > :after and (h.detail->>'expires_at') <= :upTo
      and coalesce((select sum(coalesce((c.detail->>'released_minor')::bigint, 0) + coalesce((
          select sum(p.amount) from ${schema}.postings p where p.batch = c.batch and p.index = c.index), 0))
        from ${schema}.entries c where c.hold = h.id and c.refusal is null), 0) < (h.detail->>'amount_minor')::bigint
    order by h.detail->>'expires_at' limit :limit`,
    { after: after.toISOString(), upTo: upTo.toISOString(), limit },
  );
  return rows;
}
