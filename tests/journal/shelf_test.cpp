// The shelf: documents that are kept but not yet where people find them.
#include <gmock/gmock.h>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

class Shelf : public OnBothDatabases {
 protected:
  std::string waiting() {
    std::string out;
    for (const Unshelved& one : journal_->to_shelve(10))
      out += one.path + " " + one.sha256.substr(0, 8) + "\n";
    return out;
  }
  static NewDocument version(const std::string& key) {
    return {.key = key, .artifact = artifact("sk", "2026-11", "%PDF " + key), .shelf = "2026-11/sk.pdf"};
  }
  static std::string line(const std::string& key) {
    return "2026-11/sk.pdf " + version(key).artifact.sha256.substr(0, 8) + "\n";
  }
};
ON_BOTH_DATABASES(Shelf);

TEST_P(Shelf, a_document_waits_until_it_is_noted_as_lying_there) {
  journal_->keep_documents(
      {version("satu"), {.key = "k", .artifact = artifact("aturan", "bnsp", "id: bnsp")}});
  EXPECT_EQ(waiting(), line("satu")) << "one without a shelf is nobody's";
  reopen();
  EXPECT_EQ(waiting(), line("satu"));
  journal_->note_shelved(journal_->to_shelve(10));
  EXPECT_EQ(waiting(), "");
}

TEST_P(Shelf, a_newer_version_takes_the_place_and_is_not_forgotten) {
  journal_->keep_documents({version("satu")});
  const auto older = journal_->to_shelve(10);
  journal_->keep_documents({version("dua")});
  journal_->note_shelved(older);
  EXPECT_EQ(waiting(), line("dua"));
}

TEST_P(Shelf, the_document_that_stayed_is_the_one_that_people_find) {
  journal_->keep_documents({version("satu")});
  journal_->note_shelved(journal_->to_shelve(10));
  NewDocument other = version("satu");
  other.artifact = artifact("sk", "2026-11", "%PDF lain");
  journal_->keep_documents({other});
  EXPECT_EQ(waiting(), line("satu"));
}

TEST_P(Shelf, it_comes_in_pages) {
  std::vector<NewDocument> many;
  for (int n = 0; n < 25; ++n)
    many.push_back({.key = "k",
                    .artifact = artifact("surat", id_of(n), "%PDF " + id_of(n)),
                    .shelf = id_of(n) + ".pdf"});
  journal_->keep_documents(many);
  std::size_t seen = 0;
  for (;;) {
    const auto page = journal_->to_shelve(10);
    if (page.empty()) break;
    seen += page.size();
    journal_->note_shelved(page);
  }
  EXPECT_EQ(seen, 25U);
}

}  // namespace
}  // namespace pleno::journal
