-- Statements of an account are numbered 1, 2, 3 …, each opens where the one before closed, and tells all entries between.
select account_number, sequence
from (
  select account_number, sequence, opening_balance_minor, entry_count, last_entry_number, from_at,
    lag(closing_balance_minor, 1, 0::bigint) over running as closing_before,
    lag(last_entry_number, 1, 0::bigint) over running as last_before,
    row_number() over running as expected_sequence
  from sandbox_bank.statements
  window running as (partition by account_number order by sequence)
) statements
where sequence <> expected_sequence
  or opening_balance_minor <> closing_before
  or last_entry_number - last_before <> entry_count
union all
select statement.account_number, statement.sequence
from sandbox_bank.statements statement
left join sandbox_bank.entries entry
  on entry.account_number = statement.account_number and entry.entry_number = statement.last_entry_number
where statement.closing_balance_minor <> coalesce(entry.balance_minor, 0);
