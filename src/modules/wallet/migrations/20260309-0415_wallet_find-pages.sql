-- Whether any page still shows these bytes is asked before they are removed.
create index wallet_scan_pages_source on wallet_scan_pages (source_sha256);
create index wallet_scan_pages_page on wallet_scan_pages (page_sha256);
create index wallet_scan_files_file on wallet_scan_files (file_id);
create index wallet_entries_file on wallet_entries (file_id);
