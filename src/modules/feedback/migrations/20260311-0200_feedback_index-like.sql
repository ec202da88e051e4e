-- Whether somebody told of the same before is asked with every new report: near its point, or in its commune without one.
create index feedback_reports_like on feedback_reports (latitude, longitude, received_at) where latitude is not null;
create index feedback_reports_placeless on feedback_reports (area_code, received_at desc) where latitude is null;
