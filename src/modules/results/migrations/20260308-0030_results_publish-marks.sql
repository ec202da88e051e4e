-- Published: dossiers whose outcome lies in the store as a signed electronic paper, on the day they ended.
create view result_marks as
select m.case_id as subject_id, mark.measure, m.ended_on as on_day, m.unit_id, m.item, 1 as value
from dossier_measured m
  cross join lateral (select exists (select from results r
    where r.case_id = m.case_id and r.state = 'signed' and r.file_id is not null) as holds) signed
  cross join lateral (values
    ('results.electronic', true),
    ('results.electronicWithPapers', exists (select from dossier_papers p
      where p.case_id = m.case_id and p.removed_at is null and p.file_id is not null))
  ) as mark (measure, holds)
where signed.holds and mark.holds and m.ended_on is not null and m.received_on is not null and m.state in ('done', 'returned');
comment on view result_marks is 'Dấu đếm của kết quả điện tử';
