-- Each account's versions run 1, 2, 3 … without a gap or a double.
select account, count(*) as postings, min(version) as first, max(version) as last
from (
  select debit as account, debit_version as version from book_main.postings
  union all
  select credit, credit_version from book_main.postings
) moves
group by account
having min(version) <> 1 or max(version) <> count(*) or count(distinct version) <> count(*);
