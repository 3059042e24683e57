-- Over all refunds, no entry gives back more than it moved.
select e.refunds as original, sum(p.amount) as refunded
from book_main.entries e
join book_main.postings p on p.batch = e.batch and p.index = e.index
where e.refusal is null and e.refunds is not null
group by e.refunds
having sum(p.amount) > (
  select coalesce(sum(o.amount), 0)
  from book_main.entries oe
  join book_main.postings o on o.batch = oe.batch and o.index = oe.index
  where oe.id = e.refunds
);
