-- A merchant opens with the balance that the run before closed with; without one, with nothing.
select payout.id, payout.opening_minor, carried.closing_minor
from settlement.payouts payout
join settlement.runs run on run.id = payout.run
left join lateral (
  select before.id from settlement.runs before
  where before.book = run.book and before.business_date < run.business_date
  order by before.business_date desc limit 1
) previous on true
left join settlement.payouts carried
  on carried.run = previous.id and carried.payable_account = payout.payable_account
where payout.opening_minor <> coalesce(carried.closing_minor, 0)
union all
-- And nobody's balance is dropped between two runs.
select carried.id, null, carried.closing_minor
from settlement.payouts carried
join settlement.runs run on run.id = carried.run
join lateral (
  select next.id, next.state from settlement.runs next
  where next.book = run.book and next.business_date > run.business_date
  order by next.business_date limit 1
) following on following.state <> 'calculating'
where carried.closing_minor <> 0 and not exists (
  select from settlement.payouts payout
  where payout.run = following.id and payout.payable_account = carried.payable_account)
