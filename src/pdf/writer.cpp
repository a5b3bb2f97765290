#include "pdf/writer.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "pdf/colour_profile.h"
#include "pdf/content.h"
#include "pdf/deflate.h"
#include "pdf/face_usage.h"
#include "pdf/font_store.h"
#include "pdf/haru.h"
#include "pdf/image_store.h"
#include "pdf/metadata.h"
#include "pdf/pdf_text.h"
#include "pdf/plain_writer.h"
#include "pdf/qr.h"
#include "pdf/structure.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::pdf {
namespace {

// zlib's. Level 6 takes three times as long and makes a certificate smaller by one part in a hundred, as most
// of a file are fonts and pictures, which are deflated once.
constexpr int content_level = 1;

const std::string& deflated_profile() {
  static const std::string bytes = deflated(srgb_profile());
  return bytes;
}

// The three parts of an embedded font as PDF has them: the font, its one descendant, its descriptor.
Haru::Object add_font(Haru& haru, const FontCut& cut) {
  const Haru::Object file =
      haru.add_stream(fmt::format("/Filter/FlateDecode/Length1 {}", cut.font_length), cut.font);
  const Haru::Object descriptor = haru.add(fmt::format("{}/FontFile2 {} 0 R", cut.descriptor, file));
  const Haru::Object glyph_map = haru.add_stream("/Filter/FlateDecode", cut.glyph_map);
  const Haru::Object descendant = haru.add(fmt::format(
      "/Type/Font/Subtype/CIDFontType2/BaseFont/{}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
      "/Supplement 0>>/DW 0/W[{}]/CIDToGIDMap {} 0 R/FontDescriptor {} 0 R",
      cut.name, cut.widths, glyph_map, descriptor));
  const Haru::Object to_unicode = haru.add_stream("/Filter/FlateDecode", cut.to_unicode);
  return haru.add(fmt::format(
      "/Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-H/DescendantFonts[{} 0 R]/ToUnicode {} 0 R",
      cut.name, descendant, to_unicode));
}

Haru::Object add_samples(Haru& haru, const Picture& picture, const Samples& samples,
                         const std::string& more) {
  std::string entries = fmt::format(
      "/Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent 8/ColorSpace{}/Filter/FlateDecode{}",
      picture.width, picture.height, samples.components == 1 ? "/DeviceGray" : "/DeviceRGB", more);
  if (samples.filtered) {
    entries +=
        fmt::format("/DecodeParms<</Predictor 15/Colors {}/Columns {}>>", samples.components, picture.width);
  }
  return haru.add_stream(std::move(entries), samples.deflated);
}

Haru::Object add_picture(Haru& haru, const Picture& picture) {
  std::string mask;
  if (!picture.alpha.deflated.empty()) {
    mask = fmt::format("/SMask {} 0 R", add_samples(haru, picture, picture.alpha, {}));
  }
  return add_samples(haru, picture, picture.colour, mask);
}

Haru::Object add_qr(Haru& haru, Deflater& deflater, const QrItem& item) {
  const QrCode code = qr_code(item.text);
  const Colour& c = item.colour;
  const std::string colours =
      c == Colour{} ? "/DeviceGray"
                    : fmt::format("[/Indexed/DeviceRGB 1<{:02X}{:02X}{:02X}FFFFFF>]", c.r, c.g, c.b);
  return haru.add_own_stream(fmt::format("/Type/XObject/Subtype/Image/Width {0}/Height {0}/BitsPerComponent 1"
                                         "/ColorSpace{1}/Filter/FlateDecode",
                                         code.modules * qr_pixels, colours),
                             deflater.run(qr_picture(code)));
}

// What Pages says but for its pages and what they bring along.
Pages without_pages(const Pages& pages) {
  Pages out;
  out.title = pages.title;
  out.subject = pages.subject;
  out.author = pages.author;
  out.language = pages.language;
  out.identity = pages.identity;
  out.date = pages.date;
  out.files = pages.files;
  out.plan = pages.plan;
  return out;
}

// Writes one document; lives as long as that takes. Pages are drawn as they come, and only their contents
// are kept, deflated.
class Document {
 public:
  Document(Haru& haru, Content& content, Deflater& deflater, const FontStore& fonts, const ImageStore& images,
           Pages about)
      : haru_(haru),
        content_(content),
        deflater_(deflater),
        images_(images),
        about_(std::move(about)),
        usage_(fonts, about_.plan) {
    haru_.begin();
    resources_ = haru_.reserve();
    fingerprint_.add(identity_prefix(about_));
  }

  void add(const Pages& part) {
    usage_.know(part.faces);
    for (const Bookmark& mark : part.bookmarks)
      about_.bookmarks.push_back({mark.level, mark.title, mark.page + page_objects_.size()});
    for (const Page& page : part.pages) add_page(page);
  }

  std::string finish() {
    std::string catalog = add_bookmarks(haru_, about_, page_objects_) + page_labels(about_.pages) +
                          add_files(haru_, about_) + add_colours() + add_metadata();
    haru_.fill(resources_, add_fonts() + "/XObject<<" + xobjects_ + ">>");
    haru_.set_catalog(std::move(catalog));
    haru_.set_info(info_entries(about_));
    for (const EmbeddedFile& file : about_.files) fingerprint_.add(file.bytes);
    haru_.set_identifier(identifier_entries(about_, fingerprint_.finish()));
    return haru_.finish();
  }

 private:
  void add_page(const Page& page) {
    content_.begin(page.height);
    for (const Item& item : page.items) {
      std::visit([this](const auto& one) { draw(one); }, item);
    }
    const std::string bytes = deflater_.run(content_.finish());
    fingerprint_.add(bytes);
    page_objects_.push_back(haru_.add_page(page.width, page.height, resources_, bytes));
    about_.pages.push_back({page.width, page.height, {}, page.label});
  }

  void draw(const TextRun& run) { content_.text(run, usage_.read(run)); }
  void draw(const Line& line) { content_.line(line); }
  void draw(const Box& box) { content_.box(box); }
  void draw(const Polyline& polyline) { content_.polyline(polyline); }

  void draw(const ImageItem& item) {
    const auto [known, fresh] = pictures_.try_emplace(item.name, pictures_.size());
    if (fresh) {
      const Picture* picture = images_.find(item.name);
      if (picture == nullptr) {
        throw Error(Kind::Internal, say("gambar '{}' tidak dikenal", "unknown picture '{}'", item.name));
      }
      xobjects_ += fmt::format("/I{} {} 0 R", known->second, add_picture(haru_, *picture));
    }
    content_.image('I', known->second, item.x, item.y, item.w, item.h);
  }

  void draw(const QrItem& item) {
    const auto key = std::tuple(item.text, item.colour.r, item.colour.g, item.colour.b);
    const auto [known, fresh] = codes_.try_emplace(key, codes_.size());
    if (fresh) xobjects_ += fmt::format("/Q{} {} 0 R", known->second, add_qr(haru_, deflater_, item));
    content_.image('Q', known->second, item.x, item.y, item.w, item.w);
  }

  std::string add_fonts() {
    std::string out = "/Font<<";
    for (std::size_t i = 0; i < usage_.count(); ++i) {
      const auto cut = usage_.cut(i);
      if (!cut) continue;
      cuts_.push_back(cut);  // its streams are read when the file is finished
      out += fmt::format("/F{} {} 0 R", i, add_font(haru_, *cut));
    }
    return out + ">>";
  }

  std::string add_colours() {
    const Haru::Object profile = haru_.add_stream("/N 3/Filter/FlateDecode", deflated_profile());
    return fmt::format(
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        "/Info(sRGB IEC61966-2.1)/DestOutputProfile {} 0 R>>]",
        profile);
  }

  std::string add_metadata() {
    // Unfiltered, as PDF/A wants it readable by programs that know no PDF.
    const Haru::Object xmp = haru_.add_own_stream("/Type/Metadata/Subtype/XML", xmp_packet(about_));
    return fmt::format("/Metadata {} 0 R/Lang{}/ViewerPreferences<</DisplayDocTitle true>>", xmp,
                       text_string(about_.language));
  }

  Haru& haru_;
  Content& content_;
  Deflater& deflater_;
  const ImageStore& images_;
  Pages about_;  // its pages have sizes and labels, no items
  FaceUsage usage_;
  Haru::Object resources_ = 0;
  std::vector<Haru::Object> page_objects_;
  std::map<std::string, std::size_t> pictures_;
  std::map<std::tuple<std::string, int, int, int>, std::size_t> codes_;
  std::string xobjects_;
  Sha256 fingerprint_;  // what the identifier's second half is made from
  std::vector<std::shared_ptr<const FontCut>> cuts_;
};

}  // namespace

struct Writer::Parts {
  std::shared_ptr<const FontStore> fonts;
  std::shared_ptr<const ImageStore> images;
  std::optional<Haru> haru;
  Content content;
  Deflater deflater{content_level};
  std::optional<Document> open;  // between begin and finish
  std::optional<Pages> plain;    // the same where libharu is another one

  template <typename Work>
  auto guarded(const Work& work) {
    try {
      return work();
    } catch (...) {
      open.reset();
      haru.reset();  // libharu refuses everything after an error
      throw;
    }
  }
};

Writer::Writer(std::shared_ptr<const FontStore> fonts, std::shared_ptr<const ImageStore> images)
    : parts_(std::make_unique<Parts>()) {
  parts_->fonts = std::move(fonts);
  parts_->images = std::move(images);
}

Writer::~Writer() = default;

std::string Writer::write(const Pages& pages) {
  if (pages.pages.empty()) {
    throw Error(Kind::Internal,
                say("dokumen '{}' tidak berhalaman", "document '{}' has no pages", pages.title));
  }
  begin(without_pages(pages));
  add(pages);
  return finish();
}

void Writer::begin(Pages about) {
  about.pages.clear();
  about.bookmarks.clear();
  if (!Haru::fits()) {
    parts_->plain = std::move(about);
    return;
  }
  if (!parts_->haru) parts_->haru.emplace();
  parts_->guarded([&] {
    parts_->open.emplace(*parts_->haru, parts_->content, parts_->deflater, *parts_->fonts, *parts_->images,
                         std::move(about));
  });
}

void Writer::add(const Pages& part) {
  if (!parts_->plain) return parts_->guarded([&] { parts_->open.value().add(part); });
  Pages& whole = *parts_->plain;
  whole.faces = part.faces;
  for (const Bookmark& mark : part.bookmarks)
    whole.bookmarks.push_back({mark.level, mark.title, mark.page + whole.pages.size()});
  whole.pages.insert(whole.pages.end(), part.pages.begin(), part.pages.end());
}

std::string Writer::finish() {
  if (parts_->plain) {
    const Pages whole = std::move(*parts_->plain);
    parts_->plain.reset();
    return write_plainly(whole, *parts_->fonts, *parts_->images);
  }
  return parts_->guarded([&] {
    std::string out = parts_->open.value().finish();
    parts_->open.reset();
    return out;
  });
}

}  // namespace pleno::pdf
