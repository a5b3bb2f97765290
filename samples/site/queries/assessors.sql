-- One row for each assessor of each assessment, ordered by assessment_id byte by byte.
--   name          with degrees, as printed
--   registration  "MET.000.002233 2021"
--   lead          1 for the assessor who leads, else 0 or NULL
select
  a.number       as assessment_id,
  r.person_id    as person_id,
  r.name         as name,
  r.registration as registration,
  d.lead         as lead
from assessment a
join assignment d on d.assessment_id = a.id
join assessor r on r.person_id = d.assessor_id
order by a.number, d.lead desc, r.person_id
