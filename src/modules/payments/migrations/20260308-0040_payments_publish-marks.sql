-- Published: dossiers of which something was paid online, on the day of reception: the index counts them among those received.
create view payment_marks as
select m.case_id as subject_id, 'payments.online'::text as measure, m.received_on as on_day, m.unit_id, m.item, 1 as value
from dossier_measured m
where m.received_on is not null and m.fee_vnd > 0 and exists (select from payments_receipts r
  where r.case_id = m.case_id and r.means = 'online' and r.voided_at is null);
comment on view payment_marks is 'Dấu đếm của thanh toán trực tuyến';
