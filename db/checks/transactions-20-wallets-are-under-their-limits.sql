-- A wallet is in the ledger under the policy that it should be: its class's, or one of its own. A change that the ledger
-- has not been told yet is no violation, nor is a policy that somebody has given the wallet in the ledger itself.
select limits.wallet_id, limits.account_class, limits.own_since, assigned.policy
from transactions.wallet_limits limits
join transactions.wallets wallets on wallets.id = limits.wallet_id
left join lateral (
  select entry.detail ->> 'policy' as policy
  from book_main.entries entry
  where entry.refusal is null
    and entry.purpose in ('account_opened', 'policy_assigned')
    and entry.detail ->> 'account' = wallets.account::text
    and entry.detail ->> 'policy' is not null
  order by entry.batch desc, entry.index desc
  limit 1
) assigned on true
where limits.applied_revision = limits.revision
  and assigned.policy is distinct from
    case when limits.own_since is null then limits.account_class else 'wallet-' || limits.wallet_id::text end
  and (
    assigned.policy is null
    or assigned.policy like 'wallet-%'
    or assigned.policy in (select account_class from transactions.wallet_limits)
  );
