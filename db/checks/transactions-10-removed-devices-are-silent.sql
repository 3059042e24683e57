-- A device that was removed, or that is not its resident's first, is treated so: it has no session that is alive, and
-- it had to wait before it could do everything.
select devices.id
from transactions.devices devices
where (devices.removed_at is not null and exists (
        select from transactions.token_families families
        where families.device_id = devices.id and families.ended_at is null))
   or (devices.cooling_until is null and exists (
        select from transactions.devices earlier
        where earlier.resident_id = devices.resident_id and earlier.created_at < devices.created_at));
