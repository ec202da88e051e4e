-- breaking: code before this reads fee_receipt and fee_vnd of intakes; money taken now stands in payments_receipts.
with noted as (
  select i.*, d.fee_lines, d.submitter_name,
    row_number() over (partition by i.unit_id, date_part('year', i.closed_at) order by i.closed_at, i.id) as number,
    row_number() over (partition by i.unit_id, i.fee_receipt order by i.closed_at, i.id) = 1 as is_first
  from desk_intakes i join dossiers d on d.case_id = i.case_id
  where i.state = 'accepted' and i.fee_receipt is not null and i.fee_vnd > 0
)
insert into payments_receipts (id, request_key, unit_id, book_year, number, case_id, moment, means, paper_number,
  payer_name, total_vnd, taken_by, taken_at)
select id, 'intake ' || id, unit_id, date_part('year', closed_at)::int, number, case_id, 'intake', 'cash',
  case when is_first then fee_receipt end, submitter_name, fee_vnd, clerk_id, closed_at from noted;

insert into payments_lines (receipt_id, position, case_id, fee_key, label, kind, vnd, legal)
select r.id, line.position, r.case_id, line.value->>'key', line.value->'label'->>'vi', 'fee', (line.value->>'vnd')::bigint,
  line.value->>'legal'
from payments_receipts r join dossiers d on d.case_id = r.case_id
  cross join lateral jsonb_array_elements(d.fee_lines) with ordinality as line (value, position);

insert into number_books (book, period, last_number)
select 'receipt ' || u.code, r.book_year::text, max(r.number) from payments_receipts r join units u on u.id = r.unit_id
group by u.code, r.book_year;

alter table desk_intakes drop column fee_receipt, drop column fee_vnd,
  add column means text check (means in ('cash', 'card', 'transfer', 'none')),
  add column pay_reference text;
