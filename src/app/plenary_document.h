// The files of one plenary in its folder, dokumen/ID/: what the packet stores, what `resolve` and `issue`
// enact. Never decides what stands in them; whoever keeps one publishes it.
#pragma once
#include <functional>
#include <string>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

struct PlenaryFile {
  std::string kind;  // names the file, with the plenary's id: "paket"
  std::string key;   // of the journal: tells files of one kind apart
  std::string media_type = "application/pdf";
  std::string suffix = ".pdf";
};

// Keeps the bytes with the plenary, and notes the file's name for `publish`.
void keep_plenary_file(Site& site, const Plenary& plenary, const PlenaryFile& file, std::string bytes);

// Lays out, writes and keeps the document `kind` unless one of the same facts (`facts_digest`), template and
// settings is kept already; `facts` is asked only then. True when it made one; where there is no occasion for
// it, `report` says so. SiteFaults: nothing is kept.
bool keep_plenary_document(Site& site, const Plenary& plenary, const std::string& kind,
                           const std::string& facts_digest, const std::function<feel::Context()>& facts,
                           Report& report);

}  // namespace pleno::app
