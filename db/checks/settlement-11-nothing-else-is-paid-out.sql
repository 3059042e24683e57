-- Every payout in the book is one that a run asked for, once: none is there that no run knows.
select entry.id, entry.reference
from book_main.entries entry
where entry.refusal is null and entry.purpose = 'payout'
  and not exists (select from settlement.payout_entries posted where posted.entry = entry.id)
  and not exists (select from settlement.runs under_way where under_way.state = 'calculated')
