-- What is known of a payment with an offline code is what the journal says, with the wallet and the amount that were
-- counted against its caps.
select used.payment_id, used.outcome
from transactions.offline_code_uses used
left join book_main.entries entry on entry.id = used.payment_id and entry.refusal is null
left join book_main.postings posting on posting.batch = entry.batch and posting.index = entry.index
left join book_main.accounts payer on payer.number = posting.debit
where (used.outcome = 'posted' and entry.id is null)
  or (used.outcome = 'refused' and entry.id is not null)
  or (posting.amount is not null and (posting.amount <> used.amount_minor or payer.id <> used.wallet_account));
