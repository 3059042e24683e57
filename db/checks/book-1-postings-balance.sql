-- Over all accounts of a currency, debits and credits are equal.
select currency, sum(credits) - sum(debits) as difference
from book_main.balances
group by currency
having sum(credits) <> sum(debits);
