-- As far as the feed was read, every payment and refund of the book is a line with its amount and day.
select entry.id, moved.amount, line.amount_minor
from book_main.entries entry
join lateral (
  select sum(posting.amount) as amount from book_main.postings posting
  where posting.batch = entry.batch and posting.index = entry.index
) moved on true
join settlement.feed_positions position
  on position.book = 'main'
  and row(entry.batch, entry.index::integer) <= row(position.batch, position.entry_index)
left join settlement.lines line on line.entry = entry.id
where entry.refusal is null and entry.purpose in ('payment', 'refund')
  and row(line.amount_minor::numeric, line.business_date) is distinct from row(moved.amount, entry.business_date)
