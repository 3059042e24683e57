-- A top-up that succeeded was credited to its wallet with its amount, once; one that failed was not credited.
select top_up.id, top_up.status, top_up.amount_minor, count(posting.amount) as credits
from transactions.top_ups top_up
left join book_main.entries entry
  on entry.refusal is null and entry.purpose = 'top_up' and entry.reference ->> 'top_up' = top_up.reference
left join book_main.postings posting on posting.batch = entry.batch and posting.index = entry.index
left join book_main.accounts wallet on wallet.number = posting.credit
group by top_up.id
having count(posting.amount) > 1
  or (top_up.status = 'succeeded' and count(posting.amount) <> 1)
  or (top_up.status in ('requested', 'pending', 'failed') and count(posting.amount) <> 0)
  or bool_or(posting.amount <> top_up.amount_minor or wallet.id <> top_up.wallet_account);
