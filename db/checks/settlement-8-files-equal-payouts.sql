-- A filed run has a file exactly when it pays somebody, over the sum of what it pays.
select run.id, file.transfer_count, file.control_sum_minor
from settlement.runs run
left join settlement.payment_files file on file.run = run.id
left join lateral (
  select count(*) as transfers, coalesce(sum(payout_minor), 0) as sum_minor
  from settlement.payouts where payouts.run = run.id and payout_minor > 0
) paid on true
where run.state in ('filed', 'submitted')
  and (coalesce(file.transfer_count, 0) <> paid.transfers or coalesce(file.control_sum_minor, 0) <> paid.sum_minor)
