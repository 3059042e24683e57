-- Each entry's balance follows from the one before, numbers have no gap, and the account stands at its last entry.
select account_number, entry_number, balance_minor, expected
from (
  select account_number, entry_number, balance_minor,
    sum(case direction when 'credit' then amount_minor else -amount_minor end) over running as expected,
    row_number() over running as expected_number
  from sandbox_bank.entries
  window running as (partition by account_number order by entry_number)
) entries
where balance_minor <> expected or entry_number <> expected_number
union all
select account.account_number, account.entry_count, account.balance_minor, coalesce(last.balance_minor, 0)
from sandbox_bank.accounts account
left join lateral (
  select entry_number, balance_minor from sandbox_bank.entries entry
  where entry.account_number = account.account_number order by entry_number desc limit 1
) last on true
where account.balance_minor <> coalesce(last.balance_minor, 0) or account.entry_count <> coalesce(last.entry_number, 0);
