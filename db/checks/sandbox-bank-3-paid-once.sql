-- What succeeded debited its account exactly once, what did not never did.
select 'direct debit' as kind, debit.reference as id, count(entry.entry_number) as debits
from sandbox_bank.direct_debits debit
left join sandbox_bank.entries entry
  on entry.kind = 'direct_debit' and entry.direction = 'debit' and entry.end_to_end_id = debit.reference
group by debit.reference, debit.status
having count(entry.entry_number) <> case debit.status when 'succeeded' then 1 else 0 end
union all
select 'payout', payout.debtor_account || ' ' || payout.end_to_end_id, count(distinct entry.entry_number)
from sandbox_bank.payouts payout
left join sandbox_bank.entries entry
  on entry.kind = 'credit_transfer' and entry.direction = 'debit'
  and entry.account_number = payout.debtor_account and entry.end_to_end_id = payout.end_to_end_id
group by payout.debtor_account, payout.end_to_end_id
having count(distinct entry.entry_number) <> count(distinct payout.message_id) filter (where payout.status = 'ACSC');
