-- One row for each mark: one KUK judged by one method; no row where nothing was judged.
-- Ordered by assessment_id byte by byte; the order within an assessment is free.
--   method  observasi, portofolio, pihak_ketiga, lisan, tertulis, proyek, lainnya,
--           or the instrument's code: CL, VP, PW, DPL, DPT, CUP
--   mark    K, BK, PL or NULL;  kind  L, TL, T
--   valid, authentic, current, sufficient  1, 0 or NULL (not judged)
--   score   0 to 100 with at most two decimals, or NULL
--   assessor_id  a person_id of assessors.sql; NULL means the leading assessor
select
  a.number     as assessment_id,
  u.code       as unit_code,
  c.number     as criterion,
  m.method     as method,
  m.value      as mark,
  m.kind       as kind,
  m.valid      as valid,
  m.authentic  as authentic,
  m.current    as current,
  m.sufficient as sufficient,
  m.score      as score,
  m.marked_on  as marked_on,
  m.assessor_id as assessor_id
from assessment a
join mark m on m.assessment_id = a.id
join criterion c on c.id = m.criterion_id
join unit u on u.id = c.unit_id
order by a.number
