-- Batches are numbered without a gap, each names the hash before it, and holds as many rows as it says.
select b.number
from book_main.batches b
left join book_main.batches p on p.number = b.number - 1
left join (select batch, count(*) as n from book_main.entries group by batch) e on e.batch = b.number
left join (select batch, count(*) as n from book_main.postings group by batch) q on q.batch = b.number
where (b.number > 0 and (p.number is null or p.hash <> b.previous_hash))
  or coalesce(e.n, 0) <> b.entry_count
  or coalesce(q.n, 0) <> b.posting_count;
