// What a rule's expressions look at, so that the judge prepares only this and knows which candidates
// must give equal answers. Never evaluates.
#pragma once
#include "rules/rules.h"

namespace pleno::rules {

// Outermost names used by an expression and its reasons.
struct Uses {
  bool marks = false;       // bukti
  bool methods = false;     // metode
  bool place = false;       // kode, nomor, acuan
  bool criteria = false;    // kriteria
  bool parts = false;       // elemen (of a unit), unit (of the scheme)
  bool attendance = false;  // asesi
  bool days = false;        // jadwal
  bool advice = false;      // rekomendasi
  bool papers = false;      // dokumen, dokumen_ada
  bool assessors = false;   // jumlah_asesor
  // Members of a mark that differ from candidate to candidate; given only where they are named.
  bool score = false;
  bool date = false;
  bool assessor = false;
  bool number = false;
  bool kind = false;
  bool vatm = false;

  void add(const feel::Expression& expression);
  void add(const Reason& reason);
};

Uses uses_of(const LevelRule& rule);
Uses uses_of(const std::vector<ResultRow>& rows);

}  // namespace pleno::rules
