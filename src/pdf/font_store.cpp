#include "pdf/font_store.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "pdf/font_cut.h"
#include "pdf/font_file.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::pdf {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message, const fs::path& file, const std::string& hint = {}) {
  throw Error(Kind::Configuration, message, file.string(), hint);
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(fs::file_size(file), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) refuse(say("fon tidak dapat dibaca", "the font cannot be read"), file);
  return bytes;
}

// "digest  path" lines, as sha256sum writes them; path -> digest.
std::map<std::string, std::string> read_list(const fs::path& file) {
  std::ifstream in(file);
  if (!in) {
    refuse(say("daftar fon tidak ada", "the list of fonts is missing"), file,
           say("buat dengan: sha256sum */*.ttf > SHA256SUMS", "make it by: sha256sum */*.ttf > SHA256SUMS"));
  }
  std::map<std::string, std::string> digests;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    const bool regular = line.size() > 66 && line[64] == ' ' &&
                         line.find_first_not_of("0123456789abcdef") == 64 &&
                         line.find("..") == std::string::npos && line[66] != '/';
    if (!regular) refuse(say("baris tidak dikenal: {}", "line not understood: {}", line), file);
    digests[line.substr(66)] = line.substr(0, 64);
  }
  return digests;
}

// A font that someone dropped into the folder shall not be overlooked in silence.
void refuse_unlisted(const fs::path& folder, const std::map<std::string, std::string>& digests) {
  static const std::set<std::string> kinds = {".ttf", ".otf", ".ttc", ".TTF", ".OTF", ".TTC"};
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!kinds.contains(entry.path().extension().string())) continue;
    if (digests.contains(fs::relative(entry.path(), folder).generic_string())) continue;
    refuse(say("fon tidak ada di daftar SHA256SUMS", "the font is not listed in SHA256SUMS"), entry.path(),
           say("hapus fon itu, atau setelah memeriksa asalnya tambahkan: sha256sum '{}'",
               "remove it, or after checking where it comes from add: sha256sum '{}'",
               fs::relative(entry.path(), folder).generic_string()));
  }
}

// What a font has in it, as FACES says or the font itself.
struct Names {
  Face face;
  std::string postscript;
  bool operator==(const Names&) const = default;
};

Names names_of(const FontFile& font) { return {font.face(), font.postscript_name()}; }

// path -> names; nothing when there is no such file.
std::map<std::string, Names> read_faces(const fs::path& file) {
  std::map<std::string, Names> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string path, style;
    Names names;
    std::getline(fields, path, '\t');
    std::getline(fields, names.face.family, '\t');
    std::getline(fields, style, '\t');
    std::getline(fields, names.postscript);
    names.face.bold = style.find("bold") != std::string::npos;
    names.face.italic = style.find("italic") != std::string::npos;
    if (names.postscript.empty())
      refuse(say("baris tidak dikenal: {}", "line not understood: {}", line), file);
    out[path] = std::move(names);
  }
  return out;
}

}  // namespace

struct FontStore::Entry {
  fs::path path;
  std::string name;    // in SHA256SUMS
  std::string digest;  // its SHA-256
  Names names;
  mutable std::once_flag once;
  mutable std::unique_ptr<FontFile> font;

  // Throws again at each call when the font is not as it should be.
  const FontFile& read() const {
    std::call_once(once, [this] {
      std::string bytes = read_file(path);
      if (sha256(bytes) != digest) {
        refuse(say("isi fon berbeda dari SHA256SUMS", "the font differs from SHA256SUMS"), path,
               say("pulihkan berkas aslinya; fon yang rusak dapat menghentikan program",
                   "restore the original file; a damaged font can crash programs"));
      }
      auto made = std::make_unique<FontFile>(path, name, std::move(bytes));
      if (!names.postscript.empty() && names != names_of(*made)) {
        refuse(say("isi fon berbeda dari FACES", "the font differs from FACES"), path,
               say("perbaiki barisnya di FACES atau hapus", "mend its line in FACES, or remove it"));
      }
      font = std::move(made);
    });
    return *font;
  }
};

FontStore::FontStore() = default;
FontStore::~FontStore() = default;

std::shared_ptr<const FontStore> FontStore::load(const fs::path& folder) {
  const auto digests = read_list(folder / "SHA256SUMS");
  const auto faces = read_faces(folder / "FACES");
  refuse_unlisted(folder, digests);
  const std::shared_ptr<FontStore> store(new FontStore);
  for (const auto& [name, digest] : digests) {
    auto entry = std::make_unique<Entry>();
    entry->path = folder / name;
    entry->name = name;
    entry->digest = digest;
    if (!fs::is_regular_file(entry->path)) {
      refuse(say("fon yang terdaftar tidak ada", "a listed font is missing"), entry->path,
             say("pulihkan berkas itu atau hapus barisnya dari SHA256SUMS",
                 "restore the file or remove its line from SHA256SUMS"));
    }
    const auto known = faces.find(name);
    entry->names = known == faces.end() ? names_of(entry->read()) : known->second;
    store->add(std::move(entry));
  }
  std::sort(store->fonts_.begin(), store->fonts_.end(),
            [](const auto& a, const auto& b) { return a->names.face < b->names.face; });
  return store;
}

void FontStore::add(std::unique_ptr<Entry> entry) {
  for (const auto& other : fonts_) {
    if (other->names.face != entry->names.face && other->names.postscript != entry->names.postscript)
      continue;
    refuse(say("fon ini sama nama dengan '{}'", "this font has the name of '{}'", other->path.string()),
           entry->path);
  }
  fonts_.push_back(std::move(entry));
}

void FontStore::read_all() const {
  for (const auto& entry : fonts_) entry->read();
}

std::vector<Face> FontStore::faces() const {
  std::vector<Face> result;
  result.reserve(fonts_.size());
  for (const auto& entry : fonts_) result.push_back(entry->names.face);
  return result;
}

int FontStore::index_of(const Face& face) const {
  const auto found =
      std::lower_bound(fonts_.begin(), fonts_.end(), face,
                       [](const auto& entry, const Face& wanted) { return entry->names.face < wanted; });
  const bool known = found != fonts_.end() && (*found)->names.face == face;
  return known ? static_cast<int>(found - fonts_.begin()) : -1;
}

const FontFile& FontStore::at(int index) const { return fonts_.at(static_cast<std::size_t>(index))->read(); }

const FontFile& FontStore::get(const Face& face) const {
  const int index = index_of(face);
  if (index >= 0) return at(index);
  throw Error(Kind::Internal, say("fon '{}'{}{} tidak tersedia", "font '{}'{}{} is not available",
                                  face.family, face.bold ? " bold" : "", face.italic ? " italic" : ""));
}

std::shared_ptr<PlanCuts> FontStore::cuts_for(const std::shared_ptr<const FontPlan>& plan) const {
  const std::lock_guard guard(lock_);
  std::shared_ptr<PlanCuts>& cuts = cuts_[plan->id];
  if (!cuts) cuts = std::make_shared<PlanCuts>(*this, plan);
  if (!cuts->is_for(plan)) {
    throw Error(Kind::Internal,
                say("dua rencana fon berbeda bernama '{}'", "two different font plans named '{}'", plan->id));
  }
  return cuts;
}

}  // namespace pleno::pdf
