-- The totals of a run are the sums of its payouts.
select run.id, run.business_date
from settlement.runs run
left join settlement.payouts payout on payout.run = run.id
where run.state <> 'calculating'
group by run.id
having row(run.gross_minor, run.refunds_minor, run.fees_minor, run.net_minor, run.payouts_minor, run.merchant_count)
  is distinct from row(
    coalesce(sum(payout.gross_minor), 0)::bigint, coalesce(sum(payout.refunds_minor), 0)::bigint,
    coalesce(sum(payout.fee_minor), 0)::bigint, coalesce(sum(payout.net_minor), 0)::bigint,
    coalesce(sum(payout.payout_minor), 0)::bigint, count(payout.id)::integer)
