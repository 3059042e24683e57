-- Every wallet and every merchant has its account in the book: a liability, of a wallet with a floor of zero, of a
-- merchant with one below: what it may owe.
select owner.account, account.kind, account.floor
from (
  select account, true as is_wallet from transactions.wallets
  union all
  select payable_account, false from transactions.merchants
) owner
left join book_main.accounts account on account.id = owner.account
where account.kind is distinct from 'liability' or account.floor is null
  or case when owner.is_wallet then account.floor <> 0 else account.floor >= 0 end;
