-- What is known of a payment of a shop code is what the journal says; and every entry that spent a code paid its amount
-- to its merchant, after the attempt was written.
select code.id as shop_code, attempt.payment_id, attempt.outcome
from transactions.shop_codes code
join transactions.shop_code_attempts attempt on attempt.shop_code_id = code.id
left join book_main.entries entry
  on entry.id = attempt.payment_id and entry.once = code.id and entry.refusal is null
where (attempt.outcome = 'posted' and entry.id is null) or (attempt.outcome = 'refused' and entry.id is not null)
union all
select code.id, entry.id, 'differs'
from transactions.shop_codes code
join book_main.entries entry on entry.once = code.id and entry.refusal is null
join book_main.postings posting on posting.batch = entry.batch and posting.index = entry.index
join book_main.accounts payee on payee.number = posting.credit
join transactions.merchants merchant on merchant.id = code.merchant_id
left join transactions.shop_code_attempts attempt
  on attempt.payment_id = entry.id and attempt.shop_code_id = code.id
where attempt.payment_id is null
  or posting.leg <> 0
  or posting.amount <> code.amount_minor
  or payee.id <> merchant.payable_account;
