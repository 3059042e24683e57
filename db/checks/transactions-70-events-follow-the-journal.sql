-- As far as the journal was told, every payment, refund, top-up and transfer that it posted at a known till or for a known
-- order has its event once, unless it was booked before anything was told; sequences run without a gap up to the head; a
-- thing's versions run 1, 2, 3; and what is told without words has its words in a payment that was paid at once.
with told_until as (
  select batch, index, (select min(created_at) from transactions.events) as began_at from transactions.event_head
), booked as (
  select entry.id as entry_id, entry.id as object_id, 'payment.succeeded' as type
  from book_main.entries entry
  join transactions.payments payment on payment.id = entry.id and payment.capture = 'automatic'
  join transactions.terminals terminal on terminal.id = payment.terminal_id
  cross join told_until
  where payment.created_at >= told_until.began_at
    and (entry.batch, entry.index::integer) <= (told_until.batch, told_until.index)
  union all
  select entry.id, transfer.id, 'transfer.succeeded'
  from book_main.entries entry
  join transactions.transfers transfer on transfer.id = entry.id and transfer.payee_id is not null
  cross join told_until
  where entry.refusal is null and entry.purpose = 'transfer' and transfer.sent_at >= told_until.began_at
    and (entry.batch, entry.index::integer) <= (told_until.batch, told_until.index)
  union all
  select entry.id, top_up.id, 'top_up.succeeded'
  from book_main.entries entry
  join transactions.top_ups top_up on top_up.reference = entry.reference ->> 'top_up'
  cross join told_until
  where entry.refusal is null and entry.purpose = 'top_up' and top_up.finished_at >= told_until.began_at
    and (entry.batch, entry.index::integer) <= (told_until.batch, told_until.index)
  union all
  select refund.refund_id, refund.refund_id, 'refund.succeeded'
  from (select distinct on (refunds.refund_id) refunds.refund_id, refunds.batch, refunds.index, refunds.payment_id,
               refunds.created_at
          from transactions.refunds refunds
         order by refunds.refund_id, refunds.batch, refunds.index) refund
  join transactions.payments payment on payment.id = refund.payment_id and payment.capture = 'automatic'
  join transactions.terminals terminal on terminal.id = payment.terminal_id
  cross join told_until
  where refund.created_at >= told_until.began_at and (refund.batch, refund.index) <= (told_until.batch, told_until.index)
)
select 'told ' || count(event.id) || ' times: ' || booked.type as what, booked.object_id as id
from booked
left join transactions.events event on event.object_id = booked.object_id and event.type = booked.type
group by booked.entry_id, booked.object_id, booked.type
having count(event.id) <> 1
union all
select 'sequences have a gap', null
from transactions.event_head head
where head.last_sequence <> (select count(*) from transactions.events)
   or head.last_sequence <> (select coalesce(max(sequence), 0) from transactions.events)
union all
select 'versions have a gap', object_id
from transactions.events
group by object_id
having max(object_version) <> count(*)
union all
select 'words are nowhere', event.object_id
from transactions.events event
left join transactions.payments payment on payment.id = event.object_id and payment.capture = 'automatic'
where event.merchant_data is null and event.resident_data is null and payment.id is null;
