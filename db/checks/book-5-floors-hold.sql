-- No posting leaves an account with a floor below it.
select a.id, p.batch, p.index, p.leg
from book_main.postings p
join book_main.accounts a on a.number = p.debit
where a.floor is not null and a.kind in ('liability', 'income') and p.debit_balance < a.floor;
