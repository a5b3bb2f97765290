#include "source/zip_entries.h"

#include <zip.h>

#include <set>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

constexpr zip_uint64_t most_entries = 1000;
constexpr zip_uint64_t most_bytes = zip_uint64_t{256} << 20;
constexpr zip_uint64_t largest_ratio = 100;
constexpr zip_uint64_t small_entry = zip_uint64_t{1} << 20;  // packs as well as it likes

zip_t* as_zip(const std::shared_ptr<void>& archive) { return static_cast<zip_t*>(archive.get()); }

bool leads_out(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) return true;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

std::string too_large() {
  return say("isi berkas terlalu besar setelah dibuka (bom zip?)",
             "the file is too large when unpacked (a zip bomb?)");
}

// What speaks against one entry; nothing: it may be read.
std::optional<ZipFault> fault_of(const zip_stat_t& entry) {
  const std::string name = entry.name;
  if (leads_out(name))
    return ZipFault{
        say("nama '{}' di dalam berkas menunjuk ke luar", "entry '{}' leads out of the file", name), {}};
  if (entry.encryption_method != ZIP_EM_NONE) {
    return ZipFault{say("berkas dilindungi kata sandi", "the file is protected by a password"),
                    say("simpan ulang tanpa kata sandi", "save it again without a password")};
  }
  if (entry.comp_method != ZIP_CM_STORE && entry.comp_method != ZIP_CM_DEFLATE)
    return ZipFault{
        say("'{}' dikemas dengan cara yang tidak dikenal", "'{}' is packed in an unknown way", name), {}};
  if (entry.size > most_bytes || (entry.size > small_entry && entry.size / largest_ratio > entry.comp_size))
    return ZipFault{too_large(), {}};
  return std::nullopt;
}

}  // namespace

std::optional<ZipEntries> ZipEntries::open(std::string_view bytes, ZipFault& fault) {
  zip_error_t error;
  zip_error_init(&error);
  const auto refuse = [&fault, &error](std::string message, std::string hint = {}) {
    zip_error_fini(&error);
    fault = {std::move(message), std::move(hint)};
    return std::nullopt;
  };
  const std::string damaged = say("berkas rusak atau terpotong", "the file is damaged or cut short");
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return refuse(damaged);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    zip_source_free(source);
    return refuse(damaged);
  }
  ZipEntries out;
  out.archive_ = {archive, [](void* open) { zip_discard(static_cast<zip_t*>(open)); }};
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
  if (count > most_entries) return refuse(say("terlalu banyak bagian: {}", "too many entries: {}", count));
  zip_uint64_t total = 0;
  std::set<std::string> names;  // the file system of a spreadsheet does not tell capitals apart
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t entry;
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                    ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive, i, 0, &entry) != 0 || (entry.valid & needed) != needed)
      return refuse(damaged);
    if (auto found = fault_of(entry)) return refuse(found->message, found->hint);
    if (!names.insert(lower(entry.name)).second) {
      return refuse(
          say("bagian '{}' ada dua kali", "entry '{}' is there twice", entry.name),
          say("simpan ulang dari program lembar sebar", "save it again from the spreadsheet program"));
    }
    total += entry.size;
    if (total > most_bytes) return refuse(too_large());
    out.entries_[entry.name] = {static_cast<std::size_t>(i), static_cast<std::size_t>(entry.size)};
  }
  zip_error_fini(&error);
  return out;
}

std::optional<std::string> ZipEntries::read(const std::string& name, ZipFault& fault) const {
  const auto known = entries_.find(name);
  if (known == entries_.end()) {
    fault = {say("bagian '{}' tidak ada di dalam berkas", "there is no entry '{}' in the file", name), {}};
    return std::nullopt;
  }
  zip_file_t* file = zip_fopen_index(as_zip(archive_), known->second.index, 0);
  std::string out(known->second.size, '\0');
  zip_int64_t got = file == nullptr ? -1 : zip_fread(file, out.data(), out.size());
  // The end is read too: there the CRC is compared, and an entry longer than it said shows itself.
  char more = 0;
  const zip_int64_t rest = file == nullptr ? -1 : zip_fread(file, &more, 1);
  if (file != nullptr) zip_fclose(file);
  if (got == static_cast<zip_int64_t>(out.size()) && rest == 0) return out;
  fault = {say("bagian '{}' rusak", "entry '{}' is damaged", name),
           say("simpan ulang dari program lembar sebar", "save it again from the spreadsheet program")};
  return std::nullopt;
}

}  // namespace pleno::source
