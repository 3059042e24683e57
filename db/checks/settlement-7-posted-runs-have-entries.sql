-- A run that is posted has an entry in the book for every payout that moves money.
select payout.id, run.state
from settlement.payouts payout
join settlement.runs run on run.id = payout.run
where run.state in ('posted', 'filed', 'submitted')
  and (payout.fee_minor <> 0 or payout.payout_minor <> 0)
  and not exists (select from settlement.payout_entries posted where posted.payout = payout.id)
