-- Published: which cases were brought in, and by which import. Whoever counts live work leaves them out.
create view history_imported as select case_id, import_id from history_cases;
comment on view history_imported is 'Hồ sơ đã nhập từ nhật ký, theo lần nhập';
