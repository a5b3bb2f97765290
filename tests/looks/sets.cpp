#include "sets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "document/longest_facts.h"
#include "facts.h"

namespace pleno::looks {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped_forms() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(PLENO_SOURCE_DIR) / "templates")) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (text.str().find("<document") != std::string::npos) out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// What the site itself says, for the longest facts to stand beside.
feel::Context own_facts() {
  feel::Context out = facts({"lsp"});
  out.set("contoh", true);
  out.set("draf", false);
  put(out, "cetak.latar", "");  // a picture of the site's own
  return out;
}

}  // namespace

std::vector<Set> all_sets() {
  std::vector<Set> out;
  for (const std::string& form : shipped_forms()) {
    out.push_back({form, "terpanjang", document::longest_facts(own_facts(), true)});
    out.push_back({form, "terpanjang-tidak", document::longest_facts(own_facts(), false)});
  }
  for (const char* form : {"daftar-hadir", "pembahasan", "rekapitulasi", "notulen", "berita-acara", "sk"})
    out.push_back({form, "contoh", plenary_facts(true)});
  out.push_back({"fr-ak-05", "contoh", report_facts()});
  out.push_back({"fr-ak-04", "contoh", letter_facts("belum-kompeten")});
  out.push_back({"surat-hasil", "contoh", letter_facts("kompeten")});
  std::sort(out.begin(), out.end(), [](const Set& a, const Set& b) { return a.name() < b.name(); });
  return out;
}

}  // namespace pleno::looks
