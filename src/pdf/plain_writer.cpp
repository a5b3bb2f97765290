#include "pdf/plain_writer.h"

#include <hpdf.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <numbers>
#include <variant>
#include <vector>

#include "pdf/face_usage.h"
#include "pdf/font_file.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "pdf/qr.h"
#include "pdf/structure.h"
#include "text/error.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::pdf {
namespace {

void on_error(HPDF_STATUS code, HPDF_STATUS detail, void*) {
  throw Error(Kind::Internal, say("libharu gagal: 0x{:04X}, rincian {}",
                                  "libharu failed: 0x{:04X}, detail {}", code, detail));
}

const HPDF_BYTE* bytes_of(const std::string& text) { return reinterpret_cast<const HPDF_BYTE*>(text.data()); }

struct FreeDoc {
  void operator()(HPDF_Doc doc) const { HPDF_Free(doc); }
};

class PlainDocument {
 public:
  PlainDocument(const Pages& pages, const FontStore& fonts, const ImageStore& images)
      : pages_(pages), images_(images), usage_(fonts, pages.plan), doc_(HPDF_New(&on_error, nullptr)) {
    if (!doc_) throw std::bad_alloc();
    HPDF_SetCompressionMode(doc_.get(), HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(doc_.get());
    constexpr std::size_t most = 20'000;  // a node of the page tree takes 32,767 pages
    if (pages.pages.size() > most) HPDF_SetPagesConfiguration(doc_.get(), most);
    usage_.know(pages.faces);
    for (const Face& face : pages.faces) fonts_.push_back(load(fonts.get(face)));
  }

  std::string write() {
    std::vector<HPDF_Page> made;
    for (const Page& page : pages_.pages) made.push_back(draw_page(page));
    add_bookmarks(made);
    add_labels();
    set_info();
    HPDF_SaveToStream(doc_.get());
    HPDF_UINT32 size = HPDF_GetStreamSize(doc_.get());
    std::string file(size, '\0');
    HPDF_ResetStream(doc_.get());
    HPDF_ReadFromStream(doc_.get(), reinterpret_cast<HPDF_BYTE*>(file.data()), &size);
    return file;
  }

 private:
  struct LoadedFont {
    HPDF_Font font;
    const FontFile* file;
  };

  LoadedFont load(const FontFile& file) {
    // libharu opens the file itself, so it is compared with what was checked at the start.
    std::ifstream in(file.path(), std::ios::binary);
    if (std::string(std::istreambuf_iterator<char>(in), {}) != file.bytes()) {
      throw Error(Kind::Configuration,
                  say("fon berubah sejak dimuat", "the font changed since it was loaded"),
                  file.path().string());
    }
    const char* name = HPDF_LoadTTFontFromFile(doc_.get(), file.path().c_str(), HPDF_TRUE);
    return {HPDF_GetFont(doc_.get(), name, "UTF-8"), &file};
  }

  HPDF_Page draw_page(const Page& page) {
    page_ = HPDF_AddPage(doc_.get());
    height_ = page.height;
    HPDF_Page_SetWidth(page_, page.width);
    HPDF_Page_SetHeight(page_, page.height);
    for (const Item& item : page.items) {
      std::visit([this](const auto& one) { draw(one); }, item);
    }
    return page_;
  }

  void fill(const Colour& c) { HPDF_Page_SetRGBFill(page_, c.r / 255.0F, c.g / 255.0F, c.b / 255.0F); }
  void stroke(const Colour& c, float width, bool round) {
    HPDF_Page_SetRGBStroke(page_, c.r / 255.0F, c.g / 255.0F, c.b / 255.0F);
    HPDF_Page_SetLineWidth(page_, width);
    HPDF_Page_SetLineCap(page_, round ? HPDF_ROUND_END : HPDF_BUTT_END);
    HPDF_Page_SetLineJoin(page_, round ? HPDF_ROUND_JOIN : HPDF_MITER_JOIN);
  }

  // Piece by piece: libharu knows no kerning, and its widths are cut off where ours are rounded.
  void draw(const TextRun& run) {
    const std::u16string_view text = usage_.read(run);
    if (text.empty()) return;
    const LoadedFont& loaded = fonts_.at(run.face);
    fill(run.colour);
    HPDF_Page_BeginText(page_);
    HPDF_Page_SetFontAndSize(page_, loaded.font, run.size);
    HPDF_Page_SetCharSpace(page_, run.tracking);
    std::string piece;
    float piece_start = 0, along = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const int kerning = i < run.kerning.size() ? run.kerning[i] : 0;
      if (kerning != 0 || (i > 0 && text[i - 1] == u' ')) {
        show(run, piece, piece_start);
        along += static_cast<float>(kerning) * run.size / 1000;
        piece_start = along;
      }
      append_utf8(piece, text[i]);
      along += static_cast<float>(loaded.file->advance(text[i])) * run.size / 1000 + run.tracking;
    }
    show(run, piece, piece_start);
    HPDF_Page_EndText(page_);
  }

  void show(const TextRun& run, std::string& piece, float along) {
    if (piece.empty()) return;
    const double radians = static_cast<double>(run.angle) * std::numbers::pi / 180;
    const auto sine = static_cast<float>(std::sin(radians));
    const auto cosine = static_cast<float>(std::cos(radians));
    HPDF_Page_SetTextMatrix(page_, cosine, sine, -sine, cosine, run.x + along * cosine,
                            height_ - run.y + along * sine);
    HPDF_Page_ShowText(page_, piece.c_str());
    piece.clear();
  }

  void draw(const Line& line) {
    stroke(line.colour, line.width, false);
    HPDF_Page_MoveTo(page_, line.x1, height_ - line.y1);
    HPDF_Page_LineTo(page_, line.x2, height_ - line.y2);
    HPDF_Page_Stroke(page_);
  }

  void draw(const Box& box) {
    if (!box.fill && !box.stroke) return;
    if (box.fill) fill(*box.fill);
    if (box.stroke) stroke(*box.stroke, box.line_width, false);
    if (box.ellipse) {
      HPDF_Page_Ellipse(page_, box.x + box.w / 2, height_ - box.y - box.h / 2, box.w / 2, box.h / 2);
    } else {
      HPDF_Page_Rectangle(page_, box.x, height_ - box.y - box.h, box.w, box.h);
    }
    if (box.fill && box.stroke) {
      HPDF_Page_FillStroke(page_);
    } else if (box.fill) {
      HPDF_Page_Fill(page_);
    } else {
      HPDF_Page_Stroke(page_);
    }
  }

  void draw(const Polyline& polyline) {
    if (polyline.points.size() < 2) return;
    stroke(polyline.colour, polyline.width, true);
    for (std::size_t i = 0; i < polyline.points.size(); ++i) {
      const auto [x, y] = polyline.points[i];
      i == 0 ? HPDF_Page_MoveTo(page_, x, height_ - y) : HPDF_Page_LineTo(page_, x, height_ - y);
    }
    HPDF_Page_Stroke(page_);
  }

  HPDF_Image samples(const std::string& raw, const Picture& picture, int components) {
    return HPDF_LoadRawImageFromMem(doc_.get(), bytes_of(raw), static_cast<HPDF_UINT>(picture.width),
                                    static_cast<HPDF_UINT>(picture.height),
                                    components == 1 ? HPDF_CS_DEVICE_GRAY : HPDF_CS_DEVICE_RGB, 8);
  }

  void draw(const ImageItem& item) {
    HPDF_Image& image = loaded_images_[item.name];
    if (image == nullptr) {
      const Picture* picture = images_.find(item.name);
      if (picture == nullptr) {
        throw Error(Kind::Internal, say("gambar '{}' tidak dikenal", "unknown picture '{}'", item.name));
      }
      image = samples(picture->raw_colour, *picture, picture->colour.components);
      if (!picture->raw_alpha.empty()) HPDF_Image_AddSMask(image, samples(picture->raw_alpha, *picture, 1));
    }
    HPDF_Page_DrawImage(page_, image, item.x, height_ - item.y - item.h, item.w, item.h);
  }

  // In colour as boxes, as libharu's interface has no one-bit image of two colours.
  void draw(const QrItem& item) {
    const QrCode code = qr_code_plainly(item.text);
    if (item.colour == Colour{}) {
      const std::string picture = qr_picture(code);
      const auto side = static_cast<HPDF_UINT>(code.modules * qr_pixels);
      HPDF_Image image =
          HPDF_LoadRawImageFromMem(doc_.get(), bytes_of(picture), side, side, HPDF_CS_DEVICE_GRAY, 1);
      HPDF_Page_DrawImage(page_, image, item.x, height_ - item.y - item.w, item.w, item.w);
      return;
    }
    const float step = item.w / static_cast<float>(code.modules);
    draw(Box{item.x, item.y, item.w, item.w, Colour{255, 255, 255}, std::nullopt, 0, false});
    for (std::size_t i = 0; i < code.light.size(); ++i) {
      if (code.light[i] != 0) continue;
      const int column = static_cast<int>(i) % code.modules, row = static_cast<int>(i) / code.modules;
      draw(Box{item.x + step * static_cast<float>(column), item.y + step * static_cast<float>(row), step,
               step, item.colour, std::nullopt, 0, false});
    }
  }

  void add_bookmarks(const std::vector<HPDF_Page>& made) {
    HPDF_Encoder utf8 = HPDF_GetEncoder(doc_.get(), "UTF-8");
    std::vector<std::pair<int, HPDF_Outline>> open;
    for (const Bookmark& bookmark : pages_.bookmarks) {
      while (!open.empty() && open.back().first >= bookmark.level) open.pop_back();
      HPDF_Outline parent = open.empty() ? nullptr : open.back().second;
      HPDF_Outline outline = HPDF_CreateOutline(doc_.get(), parent, bookmark.title.c_str(), utf8);
      HPDF_Outline_SetDestination(outline, HPDF_Page_CreateDestination(made.at(bookmark.page)));
      open.emplace_back(bookmark.level, outline);
    }
  }

  // libharu's labels always end in a number: those that have none are left out.
  void add_labels() {
    for (std::size_t i = 0; i < pages_.pages.size(); ++i) {
      const PageLabel label = label_of(pages_.pages[i], i);
      if (pages_.pages[i].label.empty() || !label.number) continue;
      HPDF_AddPageLabel(doc_.get(), static_cast<HPDF_UINT>(i), HPDF_PAGE_NUM_STYLE_DECIMAL,
                        static_cast<HPDF_UINT>(*label.number), label.prefix.c_str());
    }
  }

  void set_info() {
    HPDF_SetCurrentEncoder(doc_.get(), "UTF-8");
    const auto set = [this](HPDF_InfoType type, const std::string& text) {
      if (!text.empty()) HPDF_SetInfoAttr(doc_.get(), type, text.c_str());
    };
    set(HPDF_INFO_TITLE, pages_.title);
    set(HPDF_INFO_AUTHOR, pages_.author);
    set(HPDF_INFO_SUBJECT, pages_.subject);
    if (!pages_.date) return;
    HPDF_Date date{static_cast<int>(pages_.date->year()),
                   static_cast<int>(static_cast<unsigned>(pages_.date->month())),
                   static_cast<int>(static_cast<unsigned>(pages_.date->day())),
                   0,
                   0,
                   0,
                   'Z',
                   0,
                   0};
    HPDF_SetInfoDateAttr(doc_.get(), HPDF_INFO_CREATION_DATE, date);
  }

  const Pages& pages_;
  const ImageStore& images_;
  FaceUsage usage_;
  std::unique_ptr<_HPDF_Doc_Rec, FreeDoc> doc_;
  std::vector<LoadedFont> fonts_;
  std::map<std::string, HPDF_Image> loaded_images_;
  HPDF_Page page_ = nullptr;
  float height_ = 0;
};

}  // namespace

std::string write_plainly(const Pages& pages, const FontStore& fonts, const ImageStore& images) {
  if (!pages.files.empty()) {
    throw Error(Kind::Configuration,
                say("lampiran dalam PDF memerlukan libharu 2.3", "attached files need libharu 2.3"));
  }
  return PlainDocument(pages, fonts, images).write();
}

}  // namespace pleno::pdf
