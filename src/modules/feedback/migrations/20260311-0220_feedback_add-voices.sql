-- What somebody said in place of writing: heard by the desk of reports alone, never published, gone with who sent it.
create table feedback_voices (
  reporter_id uuid primary key references feedback_reporters (id) on delete cascade,
  file_id uuid not null,
  -- Where the recording says how long it is.
  seconds int check (seconds >= 0),
  -- Bản ghi lời, as the desk wrote it down.
  transcript text,
  transcribed_by uuid,
  transcribed_at timestamptz,
  check ((transcript is null) = (transcribed_at is null) and (transcript is null) = (transcribed_by is null))
);
comment on table feedback_voices is 'Ghi âm của người gửi phản ánh';
