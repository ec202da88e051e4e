-- Published: which versions of a procedure can be filed online.
create view procedure_channels as
select code, version, jsonb_path_exists(definition, '$.facts.channels[*] ? (@.channel == "online")') as is_online
from procedure_versions;
comment on view procedure_channels is 'Phiên bản thủ tục có kênh trực tuyến';
