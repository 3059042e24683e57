-- The bank has answered every payout that a submitted run's file asked it for, and no other.
select payout.id, run.state, payout.payout_minor, answer.status
from settlement.payouts payout
left join settlement.payout_entries posted on posted.payout = payout.id
left join settlement.runs run on run.id = posted.run
left join settlement.payout_bank_answers answer on answer.payout = payout.id
where (answer.payout is not null) <> coalesce(run.state = 'submitted' and payout.payout_minor > 0, false)
