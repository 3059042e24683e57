-- Every line of a day whose run is calculated is settled by that run (and its key lets it be settled only once).
select line.entry, line.business_date, settled.run as settled_by
from settlement.lines line
left join settlement.run_lines settled on settled.entry = line.entry
left join settlement.runs own
  on own.book = line.book and own.business_date = line.business_date and own.state <> 'calculating'
where own.id is distinct from settled.run
  and not exists (select from settlement.runs under_way
    where under_way.book = line.book and under_way.business_date = line.business_date
      and under_way.state = 'calculating')
