#include "rules/rule_uses.h"

#include <array>
#include <string_view>

#include "feel/seen.h"

namespace pleno::rules {
namespace {

struct Named {
  std::string_view name;
  bool Uses::*flag;
};
constexpr std::array<Named, 14> outermost = {{{"bukti", &Uses::marks},
                                              {"metode", &Uses::methods},
                                              {"kode", &Uses::place},
                                              {"nomor", &Uses::place},
                                              {"acuan", &Uses::place},
                                              {"kriteria", &Uses::criteria},
                                              {"elemen", &Uses::parts},
                                              {"unit", &Uses::parts},
                                              {"asesi", &Uses::attendance},
                                              {"jadwal", &Uses::days},
                                              {"rekomendasi", &Uses::advice},
                                              {"dokumen", &Uses::papers},
                                              {"dokumen_ada", &Uses::papers},
                                              {"jumlah_asesor", &Uses::assessors}}};
constexpr std::array<Named, 10> members = {{{"nilai", &Uses::score},
                                            {"tanggal", &Uses::date},
                                            {"asesor", &Uses::assessor},
                                            {"nomor", &Uses::number},
                                            {"acuan", &Uses::number},
                                            {"jenis", &Uses::kind},
                                            {"valid", &Uses::vatm},
                                            {"asli", &Uses::vatm},
                                            {"terkini", &Uses::vatm},
                                            {"memadai", &Uses::vatm}}};

}  // namespace

void Uses::add(const feel::Expression& expression) {
  for (const std::string& name : expression.names()) {
    for (const Named& known : outermost) {
      if (known.name == name) this->*known.flag = true;
    }
  }
  const feel::Seen seen = feel::seen_of(expression, "bukti");
  for (const Named& known : members) {
    if (seen.whole || seen.members.count(std::string(known.name)) > 0) this->*known.flag = true;
  }
}

void Uses::add(const Reason& reason) {
  if (!reason) return;
  for (const feel::Text::Part& part : reason->parts()) add(part.hole);
}

Uses uses_of(const LevelRule& rule) {
  Uses uses;
  uses.add(rule.competent);
  for (const Reason* reason : {&rule.when_competent, &rule.when_not, &rule.when_empty, &rule.when_open}) {
    uses.add(*reason);
  }
  return uses;
}

Uses uses_of(const std::vector<ResultRow>& rows) {
  Uses uses;
  for (const ResultRow& row : rows) {
    uses.add(row.when);
    uses.add(row.reason);
  }
  return uses;
}

}  // namespace pleno::rules
