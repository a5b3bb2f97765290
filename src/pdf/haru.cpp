#include "pdf/haru.h"

#include <hpdf.h>

#include <deque>
#include <utility>
#include <vector>

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

// What libharu writes for one of our dictionaries: the entries before ">>", then perhaps a stream.
struct Body {
  std::string entries;
  std::string_view bytes;
  std::string own_bytes;
  bool is_stream = false;
  HPDF_Stream sink = nullptr;  // where the entries went, for the bytes to follow

  static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
    auto* body = static_cast<Body*>(dict->attr);
    body->sink = stream;
    put(stream, body->entries);
    return HPDF_OK;
  }
  static HPDF_STATUS write_bytes(HPDF_Dict dict) {
    const auto* body = static_cast<const Body*>(dict->attr);
    put(body->sink, "\nstream\r\n");
    put(body->sink, body->bytes);
    put(body->sink, "\nendstream");
    return HPDF_OK;
  }
};

HPDF_STATUS collect(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
  return HPDF_OK;
}

}  // namespace

struct Haru::Inside {
  HPDF_Doc doc = HPDF_New(&on_error, nullptr);
  std::string file;         // what libharu has written so far
  std::deque<Body> bodies;  // a deque: libharu holds pointers into it
  std::vector<HPDF_Dict> by_number;
  std::size_t in_pages = 0;  // bytes of what pages hold
  std::size_t in_node = 0;   // pages of the node of the page tree that is being filled

  Inside() {
    if (doc == nullptr) throw std::bad_alloc();
  }
  ~Inside() { HPDF_Free(doc); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  void forget() {
    bodies.clear();
    by_number.clear();
    in_pages = 0;
    in_node = 0;
  }

  // A node of the page tree takes 32,767 pages: the next ones go into a node of their own, behind these.
  void make_room() {
    constexpr std::size_t most = HPDF_LIMIT_MAX_ARRAY - 10'000;  // room for further nodes
    if (in_node++ < most) return;
    HPDF_Doc_AddPagesTo(doc, doc->root_pages);
    in_node = 1;
  }

  // Puts the entries into a dictionary that libharu made or we did.
  Body& attach(HPDF_Dict dict, Body body) {
    bodies.push_back(std::move(body));
    dict->attr = &bodies.back();
    dict->write_fn = &Body::write_entries;
    return bodies.back();
  }

  Object add(Body body) {
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, dict);
    Body& kept = attach(dict, std::move(body));
    if (!kept.own_bytes.empty()) kept.bytes = kept.own_bytes;
    if (kept.is_stream) {
      kept.entries += "/Length " + std::to_string(kept.bytes.size());
      dict->after_write_fn = &Body::write_bytes;
    }
    const Object number = number_of(dict);
    by_number.resize(static_cast<std::size_t>(number) + 1, nullptr);
    by_number.back() = dict;
    return number;
  }

  HPDF_Dict dict(Object object) const { return by_number.at(static_cast<std::size_t>(object)); }
  std::string& entries(Object object) const { return static_cast<Body*>(dict(object)->attr)->entries; }

  std::size_t expected_size() const {
    std::size_t size = 64 * by_number.size() + 4096 + in_pages;
    for (const Body& body : bodies) size += body.entries.size() + body.bytes.size();
    return size;
  }
};

Haru::Haru() : inside_(std::make_unique<Inside>()) {}
Haru::~Haru() = default;

void Haru::begin() {
  HPDF_NewDoc(inside_->doc);
  inside_->forget();
  inside_->file.clear();
  HPDF_SetCompressionMode(inside_->doc, HPDF_COMP_NONE);  // what is compressed comes compressed
  inside_->doc->pdf_version = HPDF_VER_17;
}

Haru::Object Haru::add(std::string entries) {
  return inside_->add({std::move(entries), {}, {}, false, nullptr});
}

Haru::Object Haru::add_stream(std::string entries, std::string_view bytes) {
  return inside_->add({std::move(entries), bytes, {}, true, nullptr});
}

Haru::Object Haru::add_own_stream(std::string entries, std::string bytes) {
  return inside_->add({std::move(entries), {}, std::move(bytes), true, nullptr});
}

void Haru::fill(Object object, std::string entries) { inside_->entries(object) = std::move(entries); }
void Haru::extend(Object object, std::string_view entries) { inside_->entries(object) += entries; }

Haru::Object Haru::add_page(float width, float height, Object resources, std::string_view deflated_content) {
  inside_->make_room();
  HPDF_Page page = HPDF_AddPage(inside_->doc);
  HPDF_Page_SetWidth(page, width);
  HPDF_Page_SetHeight(page, height);
  HPDF_Dict_Add(page, "Resources", inside_->dict(resources));
  auto* attr = static_cast<HPDF_PageAttr>(page->attr);
  attr->contents->filter = HPDF_STREAM_FILTER_NONE;
  attr->contents->write_fn = &write_deflate_filter;
  // A stream of exactly this size: libharu's own takes 4 KB at a time.
  HPDF_Stream_Free(attr->stream);
  attr->stream = attr->contents->stream =
      HPDF_MemStream_New(page->mmgr, static_cast<HPDF_UINT>(deflated_content.size()));
  put(attr->stream, deflated_content);
  constexpr std::size_t around = 600;  // the page's own dictionary, its content's, their places in the file
  inside_->in_pages += deflated_content.size() + around;
  return number_of(page);
}

void Haru::set_info(std::string entries) {
  HPDF_Dict_RemoveElement(inside_->doc->info, "Producer");
  inside_->attach(inside_->doc->info, {std::move(entries), {}, {}, false, nullptr});
}

void Haru::set_catalog(std::string entries) {
  inside_->attach(inside_->doc->catalog, {std::move(entries), {}, {}, false, nullptr});
}

void Haru::set_identifier(std::string entries) {
  inside_->attach(inside_->doc->trailer, {std::move(entries), {}, {}, false, nullptr});
}

std::string Haru::finish() {
  // libharu's own memory stream copies byte by byte, twice: that would be the largest cost of a file.
  // This one goes with the document.
  inside_->doc->stream = HPDF_CallbackWriter_New(inside_->doc->mmgr, &collect, &inside_->file);
  inside_->file.reserve(inside_->expected_size());
  HPDF_SaveToStream(inside_->doc);
  HPDF_FreeDoc(inside_->doc);
  inside_->forget();
  return std::exchange(inside_->file, {});
}

}  // namespace pleno::pdf
