-- Instants, leaderships and business days never go back, and nothing belongs to a day that was closed before it.
select batch, index
from (
  select e.batch, e.index, e.business_date, b.at, b.epoch,
    lag(e.business_date) over journal as last_date, lag(b.at) over journal as last_at,
    lag(b.epoch) over journal as last_epoch,
    max((e.detail->>'business_date')::date) filter (where e.purpose = 'business_day_closed' and e.refusal is null)
      over (order by e.batch, e.index rows between unbounded preceding and 1 preceding) as last_closed
  from book_main.entries e
  join book_main.batches b on b.number = e.batch
  window journal as (order by e.batch, e.index)
) entry
where business_date < last_date or at < last_at or epoch < last_epoch or business_date <= last_closed;
