-- No entry takes from an account with a floor and leaves it below. What counts is the balance after its last leg.
select a.id, m.batch, m.index
from (
  select account, batch, index, sum(change) as change, (array_agg(balance order by leg desc))[1] as balance
  from (
    select debit as account, batch, index, leg, -amount as change, debit_balance as balance from book_main.postings
    union all
    select credit, batch, index, leg, amount, credit_balance from book_main.postings
  ) legs
  group by account, batch, index
) m
join book_main.accounts a on a.number = m.account
where case when a.kind in ('asset', 'expense')
  then m.change > 0 and -m.balance < a.floor
  else m.change < 0 and m.balance < a.floor end;
