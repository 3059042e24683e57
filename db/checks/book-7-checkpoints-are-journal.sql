-- A checkpoint's counters are the sums of the postings up to its batch.
select a.number
from book_main.accounts a
left join lateral (
  select coalesce(sum(amount) filter (where debit = a.number), 0) as debits,
    coalesce(sum(amount) filter (where credit = a.number), 0) as credits, count(*) as n
  from book_main.postings
  where (debit = a.number or credit = a.number) and batch <= a.as_of_batch
) j on true
where a.debits <> j.debits or a.credits <> j.credits or a.version <> j.n;
