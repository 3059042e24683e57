-- A merchant's figures are the sums of its lines, and its lines are those of its own payable account.
select payout.id
from settlement.payouts payout
left join settlement.run_lines settled on settled.payout = payout.id
left join settlement.lines line on line.entry = settled.entry
group by payout.id
having payout.gross_minor <> coalesce(sum(settled.gross_minor) filter (where settled.gross_minor > 0), 0)
  or payout.refunds_minor <> -coalesce(sum(settled.gross_minor) filter (where settled.gross_minor < 0), 0)
  or payout.fee_minor <> coalesce(sum(settled.fee_minor), 0)
  or payout.net_minor <> coalesce(sum(settled.net_minor), 0)
  or bool_or(line.payable_account <> payout.payable_account)
