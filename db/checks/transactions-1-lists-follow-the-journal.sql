-- As far as the feed was read, every posted payment and refund is listed with its amount and day, and nothing else is.
with read as (
  select entry.id, entry.purpose, entry.business_date, posting.amount
  from book_main.entries entry
  join book_main.postings posting on posting.batch = entry.batch and posting.index = entry.index
  where entry.posted and entry.purpose in ('payment', 'refund')
    and (entry.batch, entry.index::integer) <= (
      select batch, index from transactions.feed_positions where name = 'payments')
), listed as (
  select id, 'payment' as purpose, business_date, amount_minor as amount from transactions.payments
  union all
  select id, 'refund', business_date, amount_minor from transactions.refunds
)
select coalesce(read.id, listed.id) as id, read.amount as in_journal, listed.amount as in_list
from read
full join listed on listed.id = read.id and listed.purpose = read.purpose
where read.amount is distinct from listed.amount or read.business_date is distinct from listed.business_date;
