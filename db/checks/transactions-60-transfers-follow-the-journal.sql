-- A transfer that succeeded is in the journal as it was asked for; one that was not sent is not; none is in the journal alone.
with posted as (
  select entry.id, posting.amount, payer.id as payer, payee.id as payee
  from book_main.entries entry
  join book_main.postings posting on posting.batch = entry.batch and posting.index = entry.index
  join book_main.accounts payer on payer.number = posting.debit
  join book_main.accounts payee on payee.number = posting.credit
  -- The ledger alone may move money between other accounts; what a resident sends comes out of a wallet.
  join transactions.wallets wallets on wallets.account = payer.id
  where entry.refusal is null and entry.purpose = 'transfer'
)
select coalesce(transfer.id, posted.id) as id, transfer.status, transfer.amount_minor, posted.amount
from transactions.transfers transfer
full join posted on posted.id = transfer.id
where transfer.id is null
  or (transfer.status = 'succeeded' and posted.id is null)
  or (transfer.status in ('scheduled', 'failed', 'cancelled') and posted.id is not null)
  or (posted.id is not null and (posted.amount, posted.payer, posted.payee)
      is distinct from (transfer.amount_minor, transfer.payer_account, transfer.payee_account));
