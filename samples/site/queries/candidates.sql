-- One row for each assessment, ordered by assessment_id byte by byte.
--   attendance      hadir, tidak-hadir, mengundurkan-diri, diskualifikasi
--   site_kind       Sewaktu, Tempat Kerja, Mandiri
--   recommendation  the assessor's: K, BK or NULL
-- NULL is allowed for: title_front, title_back, national_id, organisation, email, site_address,
-- recommendation, comment. Dates are written 2026-11-21.
select
  a.number         as assessment_id,
  a.scheme_id      as scheme,
  p.id             as person_id,
  p.name           as name,
  p.title_front    as title_front,
  p.title_back     as title_back,
  p.national_id    as national_id,
  p.organisation   as organisation,
  p.email          as email,
  a.attendance     as attendance,
  s.id             as session_id,
  s.starts_on      as starts_on,
  s.ends_on        as ends_on,
  t.id             as site_id,
  t.name           as site_name,
  t.kind           as site_kind,
  t.address        as site_address,
  a.recommendation as recommendation,
  a.remark         as comment
from assessment a
join person p on p.id = a.person_id
join session s on s.id = a.session_id
join site t on t.id = s.site_id
order by a.number
