#include "pdf/haru.h"

#include <hpdf.h>

#include <cstdlib>
#include <utility>

#include "text/error.h"
#include "text/language.h"

extern "C" {
// Exported by the shared library, declared in none of its installed headers.
HPDF_STATUS HPDF_Dict_RemoveElement(HPDF_Dict dict, const char* key);
}

namespace pleno::pdf {

#if HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION == 3
bool Haru::fits() {
  static const bool same = std::string_view(HPDF_GetVersion()).substr(0, 4) == "2.3.";
  return same;
}
#else
bool Haru::fits() { return false; }
#endif

namespace {

constexpr HPDF_UINT32 number_mask = 0x00FFFFFF;

Haru::Object number_of(HPDF_Dict dict) {
  return static_cast<Haru::Object>(dict->header.obj_id & number_mask);
}

// libharu is C with unwind tables: the exception passes through it to our caller.
void on_error(HPDF_STATUS code, HPDF_STATUS detail, void*) {
  throw Error(Kind::Internal, say("libharu gagal: 0x{:04X}, rincian {}",
                                  "libharu failed: 0x{:04X}, detail {}", code, detail));
}

void put(HPDF_Stream stream, std::string_view bytes) {
  HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                    static_cast<HPDF_UINT>(bytes.size()));
}

HPDF_STATUS write_deflate_filter(HPDF_Dict, HPDF_Stream stream) {
  put(stream, "/Filter/FlateDecode\n");
  return HPDF_OK;
}

}  // namespace

// What libharu calls while it writes a dictionary of ours: the entries before ">>", then the stream.
struct HaruCallbacks {
  static HPDF_STATUS collect(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
    return HPDF_OK;
  }
  static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
    auto* body = static_cast<Haru::Body*>(dict->attr);
    body->sink = stream;
    put(stream, body->entries);
    return HPDF_OK;
  }
  static HPDF_STATUS write_bytes(HPDF_Dict dict) {
    const auto* body = static_cast<const Haru::Body*>(dict->attr);
    auto* stream = static_cast<HPDF_Stream>(body->sink);
    put(stream, "\nstream\r\n");
    put(stream, body->bytes);
    put(stream, "\nendstream");
    return HPDF_OK;
  }
};

Haru::Haru() : doc_(HPDF_New(&on_error, nullptr)) {
  if (doc_ == nullptr) throw std::bad_alloc();
}

Haru::~Haru() { HPDF_Free(doc_); }

void Haru::begin() {
  HPDF_NewDoc(doc_);
  bodies_.clear();
  by_number_.clear();
  HPDF_SetCompressionMode(doc_, HPDF_COMP_NONE);  // what is compressed comes compressed
  doc_->pdf_version = HPDF_VER_17;
  file_.clear();
}

_HPDF_Dict_Rec* Haru::add_body(Body body) {
  HPDF_Dict dict = HPDF_Dict_New(doc_->mmgr);
  HPDF_Xref_Add(doc_->xref, dict);
  bodies_.push_back(std::move(body));
  Body& kept = bodies_.back();
  if (!kept.own_bytes.empty()) kept.bytes = kept.own_bytes;
  if (kept.is_stream) {
    kept.entries += "/Length " + std::to_string(kept.bytes.size());
    dict->after_write_fn = &HaruCallbacks::write_bytes;
  }
  dict->attr = &kept;
  dict->write_fn = &HaruCallbacks::write_entries;
  const auto number = static_cast<std::size_t>(number_of(dict));
  if (by_number_.size() <= number) by_number_.resize(number + 1, nullptr);
  by_number_[number] = dict;
  return dict;
}

Haru::Object Haru::add(std::string entries) {
  return number_of(add_body({std::move(entries), {}, {}, false, nullptr}));
}

void Haru::fill(Object object, std::string entries) {
  static_cast<Body*>(by_number_.at(static_cast<std::size_t>(object))->attr)->entries = std::move(entries);
}

void Haru::extend(Object object, std::string_view entries) {
  static_cast<Body*>(by_number_.at(static_cast<std::size_t>(object))->attr)->entries += entries;
}

Haru::Object Haru::add_stream(std::string entries, std::string_view bytes) {
  return number_of(add_body({std::move(entries), bytes, {}, true, nullptr}));
}

Haru::Object Haru::add_own_stream(std::string entries, std::string bytes) {
  return number_of(add_body({std::move(entries), {}, std::move(bytes), true, nullptr}));
}

Haru::Object Haru::add_page(float width, float height, Object resources, std::string_view deflated_content) {
  HPDF_Page page = HPDF_AddPage(doc_);
  HPDF_Page_SetWidth(page, width);
  HPDF_Page_SetHeight(page, height);
  HPDF_Dict_Add(page, "Resources", by_number_.at(static_cast<std::size_t>(resources)));
  auto* attr = static_cast<HPDF_PageAttr>(page->attr);
  attr->contents->filter = HPDF_STREAM_FILTER_NONE;
  attr->contents->write_fn = &write_deflate_filter;
  put(attr->stream, deflated_content);
  return number_of(page);
}

void Haru::attach(_HPDF_Dict_Rec* dict, std::string entries) {
  bodies_.push_back({std::move(entries), {}, {}, false, nullptr});
  dict->attr = &bodies_.back();
  dict->write_fn = &HaruCallbacks::write_entries;
}

void Haru::set_info(std::string entries) {
  HPDF_Dict_RemoveElement(doc_->info, "Producer");
  attach(doc_->info, std::move(entries));
}

void Haru::set_catalog(std::string entries) { attach(doc_->catalog, std::move(entries)); }

void Haru::set_identifier(std::string entries) { attach(doc_->trailer, std::move(entries)); }

std::string Haru::finish() {
  // libharu's own memory stream copies byte by byte, twice: that would be the largest cost of a file.
  // This one goes with the document.
  doc_->stream = HPDF_CallbackWriter_New(doc_->mmgr, &HaruCallbacks::collect, &file_);
  file_.reserve(expected_size());
  HPDF_SaveToStream(doc_);
  HPDF_FreeDoc(doc_);
  bodies_.clear();
  by_number_.clear();
  return std::exchange(file_, {});
}

std::size_t Haru::expected_size() const {
  std::size_t size = 64 * by_number_.size() + 4096;
  for (const Body& body : bodies_) size += body.entries.size() + body.bytes.size();
  return size;
}

}  // namespace pleno::pdf
