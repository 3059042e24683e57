-- A filed run has a file exactly when it pays somebody, over the sum of what it posted: held payouts are in a later one.
select run.id, file.transfer_count, file.control_sum_minor
from settlement.runs run
left join settlement.payment_files file on file.run = run.id
left join lateral (
  select count(*) as transfers, coalesce(sum(payout.payout_minor), 0) as sum_minor
  from settlement.payout_entries posted join settlement.payouts payout on payout.id = posted.payout
  where posted.run = run.id and payout.payout_minor > 0
) paid on true
where run.state in ('filed', 'submitted')
  and (coalesce(file.transfer_count, 0) <> paid.transfers or coalesce(file.control_sum_minor, 0) <> paid.sum_minor)
