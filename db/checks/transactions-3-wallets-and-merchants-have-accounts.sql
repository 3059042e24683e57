-- Every wallet and every merchant has its account in the book: a liability, with a floor of zero for a wallet alone.
select owner.account, account.kind, account.floor
from (
  select account, 0::bigint as floor from transactions.wallets
  union all
  select payable_account, null from transactions.merchants
) owner
left join book_main.accounts account on account.id = owner.account
where account.kind is distinct from 'liability' or account.floor is distinct from owner.floor;
