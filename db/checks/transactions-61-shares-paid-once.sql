-- A share of a money request is paid by one transfer of its amount, from its payer to who asked; any other share by none.
select share.id, share.status, share.amount_minor, count(transfer.id) as payments
from transactions.request_shares share
join transactions.money_requests request on request.id = share.request_id
left join transactions.transfers transfer on transfer.share_id = share.id and transfer.status = 'succeeded'
group by share.id, request.id
having count(transfer.id) <> (case when share.status = 'paid' then 1 else 0 end)
  or bool_or(transfer.amount_minor <> share.amount_minor or transfer.payer_id <> share.payer_id
    or transfer.payee_account <> request.asker_account);
