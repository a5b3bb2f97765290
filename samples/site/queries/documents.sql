-- One row for each form or proof that an assessment's file must hold, ordered by assessment_id byte by byte.
--   code     "APL.01";  present  1 or 0
select
  a.number  as assessment_id,
  d.code    as code,
  d.present as present
from assessment a
join document d on d.assessment_id = a.id
order by a.number, d.code
