-- Of a submitted run, the bank has answered every payout that it was asked for, and no other.
select payout.id, run.state, payout.payout_minor, answer.status
from settlement.payouts payout
join settlement.runs run on run.id = payout.run
left join settlement.payout_bank_answers answer on answer.payout = payout.id
where (answer.payout is not null) <> (run.state = 'submitted' and payout.payout_minor > 0)
