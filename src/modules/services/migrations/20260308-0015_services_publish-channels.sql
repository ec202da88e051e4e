-- Published: which versions of a procedure can be filed online; kept beside the definition, which is long to read for every dossier.
alter table procedure_versions add column is_online boolean not null
  generated always as (jsonb_path_exists(definition, '$.facts.channels[*] ? (@.channel == "online")')) stored;
create view procedure_channels as select code, version, is_online from procedure_versions;
comment on view procedure_channels is 'Phiên bản thủ tục có kênh trực tuyến';
