-- A wallet that was closed is empty in the book, and what left it to be paid out is what the bank has paid: no more
-- and no less.
select closing.id, balance.credits - balance.debits as left_over, paid.amount as paid, booked.amount as booked
from transactions.wallet_closings closing
join transactions.wallets wallet on wallet.id = closing.wallet_id
left join book_main.balances balance on balance.id = wallet.account
cross join lateral (
  select coalesce(sum(payout.amount_minor), 0) as amount
  from transactions.wallet_closings earlier
  join transactions.closing_payouts payout on payout.closing_id = earlier.id
  where earlier.wallet_id = closing.wallet_id and payout.state = 'paid'
) paid
cross join lateral (
  select coalesce(sum(case when posting.debit = balance.number then posting.amount else -posting.amount end), 0) as amount
  from book_main.postings posting
  join book_main.entries entry on entry.batch = posting.batch and entry.index = posting.index
  where balance.number in (posting.debit, posting.credit)
    and entry.refusal is null and entry.purpose in ('withdrawal', 'reversal')
) booked
where closing.state = 'closed'
  and (balance.credits is distinct from balance.debits or paid.amount <> booked.amount)
