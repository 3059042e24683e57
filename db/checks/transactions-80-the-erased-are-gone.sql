-- Nothing that is kept of a person outlives the key: no value, and nothing that leads to who it was.
select keys.resident_id, gone.what
from transactions.personal_keys keys
cross join lateral (
  select 'personal_values' as what from transactions.personal_values kept where kept.resident_id = keys.resident_id
  union all
  select 'personal_lookups' from transactions.personal_lookups kept where kept.resident_id = keys.resident_id
  union all
  select 'resident_identities' from transactions.resident_identities kept where kept.resident_id = keys.resident_id
) gone
where keys.erased_at is not null
