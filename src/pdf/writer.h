// Turns laid-out Pages into a PDF file in memory. Only draws: it never measures, breaks or repairs, and
// never writes to disk (who stores the bytes checks that they arrived).
#pragma once
#include <memory>
#include <string>

#include "domain/pages.h"

namespace pleno::pdf {

class FontStore;
class ImageStore;

// One per thread: owns a libharu document and uses it again and again. Equal Pages give equal bytes,
// whoever writes them and whatever was written before.
class Writer {
 public:
  Writer(std::shared_ptr<const FontStore> fonts, std::shared_ptr<const ImageStore> images);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // The file's bytes: PDF 1.7, prepared for PDF/A-3b. Throws Error{Internal} naming the code point when
  // a face has no glyph for it, and for an unknown face, picture or page, an empty document or an error
  // of libharu; the writer can be used again afterwards.
  std::string write(const Pages& pages);

  // The same for a document too long to be held as Pages: begin, its parts in their order, finish. A part is
  // drawn at once and can be forgotten. Of `about` everything is taken but pages, faces and bookmarks. A
  // part's faces are those of the part before, in that order, and perhaps more; its bookmarks count from its
  // own first page. A document begun and not finished is forgotten by the next begin or write.
  void begin(Pages about);
  void add(const Pages& part);
  std::string finish();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace pleno::pdf
