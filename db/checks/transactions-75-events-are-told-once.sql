-- Every event that an endpoint asked for, up to where the fan-out has come, has one delivery by itself, unless the log's
-- retention has removed it or the endpoint did not listen at the time; and a delivery is told of nobody else's event.
select delivery.id, 'of another merchant' as what
from transactions.webhook_deliveries delivery
join transactions.webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
left join transactions.events event on event.id = delivery.event_id
where delivery.origin <> 'ping' and event.merchant_id is distinct from endpoint.merchant_id
union all
select event.id, 'not told'
from transactions.webhook_endpoints endpoint
join transactions.events event
  on event.merchant_id = endpoint.merchant_id and event.sequence > endpoint.from_sequence
 and (endpoint.types is null or event.type = any(endpoint.types))
cross join transactions.webhook_fan_out fan_out
where endpoint.disabled_at is null and endpoint.deleted_at is null
  and event.sequence <= fan_out.told_sequence
  -- The filter may have changed since; only what was never changed can be held to it.
  and endpoint.changed_at is null
  and event.created_at > now() - interval '1 day'
  and not exists (select 1 from transactions.webhook_deliveries delivery
                   where delivery.endpoint_id = endpoint.id and delivery.event_id = event.id and delivery.origin = 'event');
