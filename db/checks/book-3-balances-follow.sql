-- Each posting's balance is the one before it, less or plus its amount.
select account, version, balance, expected
from (
  select account, version, balance,
    coalesce(lag(balance) over (partition by account order by version), 0) + change as expected
  from (
    select debit as account, debit_version as version, debit_balance as balance, -amount as change
    from book_main.postings
    union all
    select credit, credit_version, credit_balance, amount from book_main.postings
  ) moves
) followed
where balance <> expected;
