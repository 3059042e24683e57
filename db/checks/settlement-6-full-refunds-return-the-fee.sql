-- A payment that was refunded in whole, all of it settled, has cost its merchant nothing.
select payment.entry
from settlement.lines payment
join settlement.run_lines charged on charged.entry = payment.entry
join settlement.lines refund on refund.original = payment.entry
join settlement.run_lines given_back on given_back.entry = refund.entry
where payment.kind = 'payment'
group by payment.entry, payment.amount_minor, charged.fee_minor
having sum(refund.amount_minor) = payment.amount_minor
  and charged.fee_minor + sum(given_back.fee_minor) <> 0
