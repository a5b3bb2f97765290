// The facts of a whole meeting: the candidates of its list, grouped and counted.
#pragma once
#include "app/discussion.h"
#include "app/facts.h"
#include "app/site.h"

namespace pleno::app {

struct PacketFacts {
  feel::Context context;  // site facts, pleno, peserta, kelompok, jumlah, pembahasan
  Discussion discussion;  // makes `pembahasan` anew when the pages of forms are known
  std::string digest;     // over the list with its decisions and resolutions
  long long candidates = 0;
  std::optional<Date> last_assessed;  // the last day of the last session; nothing without candidates
};

// `draft`: before the meeting; every candidate of the list. Else those with a resolution only.
PacketFacts packet_facts(Site& site, const Plenary& plenary, bool draft);

}  // namespace pleno::app
