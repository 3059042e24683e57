-- The gross of a settled line is the amount of the journal, a refund's with a minus.
select settled.entry
from settlement.run_lines settled
join settlement.lines line on line.entry = settled.entry
where settled.gross_minor <> case line.kind when 'payment' then line.amount_minor else -line.amount_minor end
