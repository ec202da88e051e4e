-- The map asks for a box of public reports.
create index feedback_reports_points on feedback_reports (longitude, latitude)
  where accepted_at is not null and state <> 'rejected' and longitude is not null;
-- Foreign systems ask what was told lately.
create index feedback_acts_at on feedback_acts (at desc, id desc);
