-- As far as the feed was read, every posted payment, capture and refund is listed with its amount and day, every
-- authorisation with what was set aside, and nothing else is.
with read as (
  select entry.id, entry.business_date,
    case when entry.purpose = 'payment' and entry.reference ->> 'payment' is not null then 'capture' else entry.purpose end as kind,
    coalesce(posting.amount, (entry.detail ->> 'amount_minor')::bigint) as amount
  from book_main.entries entry
  left join book_main.postings posting on posting.batch = entry.batch and posting.index = entry.index
  where entry.refusal is null
    and (entry.purpose in ('payment', 'refund') or (entry.purpose = 'hold' and entry.reference ->> 'terminal' is not null))
    and (entry.batch, entry.index::integer) <= (
      select batch, index from transactions.feed_positions where name = 'payments')
), listed as (
  select id, case capture when 'manual' then 'hold' else 'payment' end as kind, business_date, amount_minor as amount
  from transactions.payments
  union all
  select id, 'capture', business_date, amount_minor from transactions.captures
  union all
  select id, 'refund', business_date, amount_minor from transactions.refunds
)
select coalesce(read.id, listed.id) as id, read.amount as in_journal, listed.amount as in_list
from read
full join listed on listed.id = read.id and listed.kind = read.kind
where read.amount is distinct from listed.amount or read.business_date is distinct from listed.business_date;
