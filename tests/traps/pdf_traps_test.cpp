// F1, F2, F3 and F10 of docs/reliability.md: libharu called in the obvious way, and what we do instead. Where
// the first half of a test fails, the library has been mended and the precaution may be looked at again.
#include <gmock/gmock.h>
#include <hpdf.h>
#include <sched.h>
#include <sys/mount.h>

#include <fstream>

#include "domain/message.h"
#include "journal/store.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "pdf/writer.h"
#include "support/png_file.h"
#include "support/server_process.h"
#include "text/digest.h"
#include "text/error.h"
#include "traps/child.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

void note(HPDF_STATUS error, HPDF_STATUS, void* seen) { *static_cast<HPDF_STATUS*>(seen) = error; }

// A document of some pages and lines on each, and the last error libharu told of.
struct Haru {
  explicit Haru(int pages, int lines = 60) : document(HPDF_New(note, &error)) {
    const HPDF_Font font = HPDF_GetFont(document, "Helvetica", nullptr);
    for (int i = 0; i < pages; ++i) {
      const HPDF_Page page = HPDF_AddPage(document);
      HPDF_Page_BeginText(page);
      HPDF_Page_SetFontAndSize(page, font, 10);
      for (int line = 0; line < lines; ++line)
        HPDF_Page_TextOut(page, 50, 800, "Unit kompetensi, satu per satu");
      HPDF_Page_EndText(page);
    }
  }
  ~Haru() { HPDF_Free(document); }
  Haru(const Haru&) = delete;
  Haru& operator=(const Haru&) = delete;

  std::string bytes() {
    HPDF_SaveToStream(document);
    HPDF_UINT32 size = HPDF_GetStreamSize(document);
    std::string out(size, '\0');
    HPDF_ReadFromStream(document, reinterpret_cast<HPDF_BYTE*>(out.data()), &size);
    return out;
  }

  HPDF_STATUS error = HPDF_OK;
  HPDF_Doc document;
};

TEST(TrapF1, SaveToFileSaysSuccessOnAFullDisk) {
  // What fits into the last buffer is written when the file is closed, and that answer nobody reads.
  Haru small(1, 1);
  EXPECT_EQ(HPDF_SaveToFile(small.document, "/dev/full"), HPDF_OK) << "mended: it tells now";
  EXPECT_EQ(small.error, HPDF_OK);

  const TemporaryFolder folder("pleno-trap");
  const std::string disk = folder.path().string();
  const std::string whole = Haru(3).bytes();
  ASSERT_GT(whole.size(), 8192U) << "more than the disk holds";
  ASSERT_LT(whole.size(), 8192U + 4096U) << "the rest fits into one buffer";
  constexpr int no_right = 99;
  const Ended ended = in_child([&] {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", disk.c_str(), "tmpfs", 0, "size=8k") != 0) {
      return no_right;
    }
    Haru large(3);
    if (HPDF_SaveToFile(large.document, (disk + "/sertifikat.pdf").c_str()) != HPDF_OK) return 1;
    if (fs::file_size(disk + "/sertifikat.pdf") >= whole.size()) return 2;
    fs::remove(disk + "/sertifikat.pdf");
    // The same bytes through the store: an error, and nothing under the name.
    const Artifact artifact{sha256(whole), "sertifikat", "26-1", "application/pdf",
                            std::make_shared<const std::string>(whole)};
    try {
      const journal::Store store(disk + "/store", false);
      store.keep({&artifact});
    } catch (const Error& error) {
      return error.kind == Kind::InputOutput || error.kind == Kind::CannotCreate ? 0 : 3;
    }
    return 4;
  });
  if (ended.code == no_right) GTEST_SKIP() << "no right to mount a file system";
  EXPECT_EQ(ended.code, 0) << "1: SaveToFile tells now; 2: it wrote all; 3, 4: the store did not tell";
}

// Grey squares, 64 by 64 pixels.
std::string png() {
  PngFile file{64, 64, 8, 0, 0, {}, {}};
  for (int y = 0; y < 64; ++y) {
    file.rows += '\0';
    for (int x = 0; x < 64; ++x) file.rows += static_cast<char>(x * 4 ^ y * 3);
  }
  return file.bytes();
}

TEST(TrapF2, ADamagedPngEndsTheProcess) {
  const std::string whole = png();
  const auto load = [](const std::string& bytes) {
    return in_child([&] {
      HPDF_STATUS error = HPDF_OK;
      const HPDF_Doc document = HPDF_New(note, &error);
      HPDF_LoadPngImageFromMem(document, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                               static_cast<HPDF_UINT>(bytes.size()));
      return error == HPDF_OK ? 0 : 1;
    });
  };
  EXPECT_EQ(load(whole).code, 0);
  int crashed = 0;
  for (const std::size_t kept : {whole.size() - 20, whole.size() / 2, std::size_t{60}, std::size_t{40}}) {
    const std::string damaged = whole.substr(0, kept);
    crashed += load(damaged).crashed() ? 1 : 0;
    pdf::ImageStore store;
    Diagnostics found;
    EXPECT_FALSE(store.add_bytes("logo.png", damaged, found));
    EXPECT_TRUE(has_errors(found)) << kept;
  }
  EXPECT_GE(crashed, 1) << "mended: a damaged picture is an error now";
}

std::string file_text(const fs::path& file) { return text_of_file(file); }

// Where a table of a TrueType font begins.
std::size_t table(const std::string& font, const std::string& tag) {
  const auto number = [&](std::size_t at, int width) {
    std::size_t out = 0;
    for (int i = 0; i < width; ++i)
      out = out << 8 | static_cast<unsigned char>(font[at + static_cast<std::size_t>(i)]);
    return out;
  };
  for (std::size_t i = 0; i < number(4, 2); ++i) {
    if (font.compare(12 + 16 * i, 4, tag) == 0) return number(12 + 16 * i + 8, 4);
  }
  throw std::runtime_error("no table " + tag);
}

TEST(TrapF3, ADamagedFontEndsTheProcess) {
  const std::string good = file_text(PLENO_SOURCE_DIR "/fonts/liberation2/LiberationSans-Regular.ttf");
  std::string no_scale = good;  // unitsPerEm 0: a division
  no_scale.replace(table(good, "head") + 18, 2, 2, '\0');
  std::string no_end = good;  // 65,535 widths, and not so many there
  no_end.replace(table(good, "hhea") + 34, 2, 2, '\xff');
  const TemporaryFolder folder("pleno-trap");
  const auto write = [&](const std::string& name, const std::string& bytes) {
    std::ofstream(folder.path() / name, std::ios::binary) << bytes;
  };
  const auto load = [&](const std::string& font) {
    write("naif.ttf", font);
    return in_child([&] {
      HPDF_STATUS error = HPDF_OK;
      const HPDF_Doc document = HPDF_New(note, &error);
      HPDF_UseUTFEncodings(document);
      const char* name = HPDF_LoadTTFontFromFile(document, (folder.path() / "naif.ttf").c_str(), HPDF_TRUE);
      const HPDF_Font face = name == nullptr ? nullptr : HPDF_GetFont(document, name, "UTF-8");
      if (face == nullptr) return 1;
      const HPDF_Page page = HPDF_AddPage(document);
      HPDF_Page_BeginText(page);
      HPDF_Page_SetFontAndSize(page, face, 12);
      HPDF_Page_TextOut(page, 50, 50, "Siti Rahma");
      HPDF_Page_EndText(page);
      HPDF_SaveToStream(document);
      return error == HPDF_OK ? 0 : 1;
    });
  };
  EXPECT_EQ(load(good).code, 0);
  EXPECT_TRUE(load(no_scale).crashed()) << "mended: unitsPerEm 0 is an error now";
#ifndef __SANITIZE_ADDRESS__  // whose heap is larger: reading beyond the font finds memory
  EXPECT_TRUE(load(no_end).crashed()) << "mended: too many widths are an error now";
#endif

  fs::remove(folder.path() / "naif.ttf");
  for (const std::string& damaged : {no_scale, no_end}) {
    write("a.ttf", damaged);
    write("SHA256SUMS", sha256(good) + "  a.ttf\n");
    EXPECT_THROW(pdf::FontStore::load(folder.path()), Error) << "not on the list";
    // On the list by mistake: still no crash.
    write("SHA256SUMS", sha256(damaged) + "  a.ttf\n");
    const Ended ended = in_child([&] {
      try {
        pdf::FontStore::load(folder.path())->read_all();
      } catch (const Error&) {
        return 1;
      }
      return 0;
    });
    EXPECT_EQ(ended.signal, 0);
  }
}

std::string with_date(int second) {
  Haru haru(1);
  HPDF_SetInfoDateAttr(haru.document, HPDF_INFO_CREATION_DATE, {2026, 11, 23, 9, 0, second, '+', 7, 0});
  return haru.bytes();
}

TEST(TrapF10, ADateOfCreationMakesOtherBytes) {
  EXPECT_NE(with_date(0), with_date(1));
  EXPECT_EQ(with_date(0), with_date(0));
  EXPECT_EQ(Haru(2).bytes(), Haru(2).bytes()) << "no date, no clock: the same bytes";
}

}  // namespace
}  // namespace pleno::testing
