-- A run that is posted has an entry in the book for every payout that moves money, or holds it for a reason.
select payout.id, run.state
from settlement.payouts payout
join settlement.runs run on run.id = payout.run
where run.state in ('posted', 'filed', 'submitted')
  and (payout.fee_minor <> 0 or payout.payout_minor <> 0)
  and not exists (
    select from settlement.payout_entries posted where posted.payout = payout.id and posted.run = payout.run)
  and not exists (select from settlement.payout_holds held where held.payout = payout.id and held.run = payout.run)
union all
-- A run that took over a payout that was held has posted it, or holds it again.
select retry.payout, run.state
from settlement.payout_retries retry
join settlement.runs run on run.id = retry.run
where run.state in ('posted', 'filed', 'submitted')
  and not exists (
    select from settlement.payout_entries posted where posted.payout = retry.payout and posted.run = retry.run)
  and not exists (select from settlement.payout_holds held where held.payout = retry.payout and held.run = retry.run)
