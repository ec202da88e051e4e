-- The event of a submission names what was handed in by its hashes: the answers as the database writes them, and every file. It is a
-- leaf of the ledger, so neither can be changed afterwards without being seen.
do $change$
declare
  body text := pg_get_functiondef('submit_dossiers(jsonb)'::regprocedure);
  before text := $$'replyDueAt', "replyDueAt", 'feeVnd', "feeVnd")
    from numbered$$;
begin
  if position(before in body) = 0 then
    raise exception 'submit_dossiers does not tell dossier.submitted as expected';
  end if;
  execute replace(body, before, $$'replyDueAt', "replyDueAt", 'feeVnd', "feeVnd",
      'answers', encode(sha256(convert_to(answers::text, 'UTF8')), 'hex'),
      'files', (select coalesce(jsonb_agg(f.sha256 order by p.position), '[]')
        from jsonb_to_recordset(papers) as p ("fileId" uuid, position int) join files f on f.id = p."fileId"))
    from numbered$$);
end $change$;
