import type pg from 'pg';
import type { Findings } from '../findings.ts';

/**
 * What no single pass can know without remembering every entry. The server sorts and joins, within the same snapshot;
 * each query gives a row with the batch and a sentence for whatever breaks its rule.
 */
const RULES: Readonly<Record<string, string>> = {
  ids: `
    select batch, 'entry id ' || id || ' is there already' as message
    from (select batch, id, row_number() over (partition by id order by batch, index) as n from SCHEMA.entries) entry
    where n > 1`,
  once: `
    select batch, 'entry ' || id || ' spends ' || once || ', which was spent before' as message
    from (
      select batch, id, once, row_number() over (partition by once order by batch, index) as n
      from SCHEMA.entries where once is not null and refusal is null
    ) spender
    where n > 1`,
  refunds: `
    with refund as (
      select r.batch, r.index, r.id, r.refunds, p.debit, p.credit,
        sum(p.amount) over (partition by r.refunds, p.debit, p.credit order by r.batch, r.index, p.leg) as given_back
      from SCHEMA.entries r join SCHEMA.postings p on p.batch = r.batch and p.index = r.index
      where r.refunds is not null and r.refusal is null
    )
    select f.batch, 'entry ' || f.id || ' gives back more of ' || f.refunds || ' than it moved' as message
    from refund f
    left join SCHEMA.entries o on o.id = f.refunds and o.refusal is null and o.refunds is null
      and (o.batch, o.index) < (f.batch, f.index)
    left join lateral (
      select sum(amount) as amount from SCHEMA.postings q
      where q.batch = o.batch and q.index = o.index and q.debit = f.credit and q.credit = f.debit
    ) original on true
    where f.given_back > coalesce(original.amount, 0)`,
  holds: `
    with take as (
      select e.batch, e.index, e.id, e.hold, e.detail->>'account' as account, m.debit,
        sum(case when e.purpose <> 'hold_released' then m.amount
          when e.detail->>'released_minor' ~ '^[0-9]{1,30}$' then (e.detail->>'released_minor')::numeric end)
          over (partition by e.hold order by e.batch, e.index) as taken
      from SCHEMA.entries e
      left join lateral (
        select sum(p.amount) as amount, min(p.debit) as debit from SCHEMA.postings p
        where p.batch = e.batch and p.index = e.index
      ) m on true
      where e.hold is not null and e.refusal is null
    ), hold as (
      select h.id, h.batch, h.index, a.number as account, h.detail->>'account' as account_id,
        case when h.detail->>'amount_minor' ~ '^[0-9]{1,30}$' then (h.detail->>'amount_minor')::numeric end as amount
      from SCHEMA.entries h left join SCHEMA.accounts a on a.id::text = h.detail->>'account'
      where h.purpose = 'hold' and h.refusal is null
    )
    select t.batch, 'entry ' || t.id || ' takes from hold ' || t.hold || ' more than is left of it' as message
    from take t
    left join hold h on h.id = t.hold and (h.batch, h.index) < (t.batch, t.index)
      and coalesce(t.debit = h.account, coalesce(t.account, h.account_id) = h.account_id)
    where t.taken is null or t.taken > coalesce(h.amount, 0)`,
};

export async function checkAcross(client: pg.Client, schema: string, findings: Findings): Promise<void> {
  for (const [check, sql] of Object.entries(RULES)) {
    const text = `${sql.replaceAll('SCHEMA', schema)} order by batch`;
    const { rows } = await client.query<{ batch: string; message: string }>(text);
    for (const { batch, message } of rows) findings.add({ batch: BigInt(batch), check, message });
  }
}
