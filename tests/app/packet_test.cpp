// The plenary's packet as its readers meet it: what is to be discussed first, then the rest, then FR.AK.02 of
// each, one document that finds its own pages.
#include <regex>

#include "app/whole_job.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

struct Packet : ::testing::Test {
  SampleSite site;
  fs::path pdf = site.path() / "dokumen/2026-11/paket-2026-11.pdf";

  void make() {
    for (const char* command : {"pull", "decide", "packet 2026-11"}) {
      const Ran ran = site.pleno(command);
      ASSERT_EQ(ran.code, 0) << command << ran.err;
    }
  }
  std::string text(int first, int last, const std::string& how = "") const {
    return run_shell("pdftotext " + how + " -f " + std::to_string(first) + " -l " + std::to_string(last) +
                     " " + quoted(pdf.string()) + " -")
        .out;
  }
  std::string look(const std::string& command) const {
    return run_shell(command + " " + quoted(pdf.string())).out;
  }
};

// "Agus Salim · 26-0426 -> page", as the outline has it.
std::string outline_of(const fs::path& pdf) {
  return run_shell("qpdf --json --json-key=outlines " + quoted(pdf.string()) +
                   " | python3 -c 'import json, sys\n"
                   "def show(marks, depth):\n"
                   "    for m in marks:\n"
                   "        print(\"  \" * depth + m[\"title\"], m[\"destpageposfrom1\"])\n"
                   "        show(m[\"kids\"], depth + 1)\n"
                   "show(json.load(sys.stdin)[\"outlines\"], 0)'")
      .out;
}

TEST_F(Packet, DiscussesTheExceptionsFirstWithTheirReasons) {
  make();
  const std::string all = text(1, 40, "-layout");
  std::size_t at = 0;
  for (const char* part :
       {"Belum dapat diputus (", "Berkas belum lengkap", "Hampir kompeten (", "Diputus bersama (",
        "REKAPITULASI HASIL ASESMEN", "NOTULEN RAPAT PLENO", "FR.AK.02."}) {
    const std::size_t found = all.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << "\n" << all;
    at = found;
  }
  // A near miss: unit, element and KUK with its words.
  const std::string near = all.substr(all.find("Hampir kompeten ("));
  for (const char* part :
       {"Ma'ruf Hidayat", "M.70.MKT00.022.2", "Elemen 2", "KUK 2.2", "belum terpenuhi", "8 unit lainnya"})
    EXPECT_TRUE(contains(near, part)) << part;
}

TEST_F(Packet, HasAFormOfEachAndFindsItsPages) {
  make();
  std::string outline = outline_of(pdf);
  outline.erase(0, outline.find("\nFR.AK.02 "));
  const std::regex form("    ([^\n]*) · (26-[0-9]+) ([0-9]+)\n");
  int forms = 0;
  for (auto mark = std::sregex_iterator(outline.begin(), outline.end(), form); mark != std::sregex_iterator();
       ++mark, ++forms) {
    const int page = std::stoi((*mark)[3]);
    const std::string words = text(page, page);
    EXPECT_TRUE(contains(words, "REKAMAN ASESMEN KOMPETENSI")) << mark->str();
    EXPECT_TRUE(contains(words, (*mark)[1])) << mark->str();
    EXPECT_TRUE(contains(words, "Paket pleno 2026-11 · halaman " + std::to_string(page))) << mark->str();
  }
  EXPECT_EQ(forms, 44) << outline;
  EXPECT_TRUE(contains(outline, "\n  Kualifikasi 6 Pemasaran Sub Bidang Layanan ")) << outline;
  // What the discussion says about where a form is.
  std::string discussion = text(1, 16, "-layout");
  discussion.erase(0, discussion.find("Belum dapat diputus ("));
  const std::regex reference("26-0403 [^]*?hal\\. ([0-9]+)");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(discussion, found, reference)) << discussion;
  EXPECT_TRUE(contains(outline, " · 26-0403 " + found[1].str() + "\n")) << found[1] << outline;
}

TEST_F(Packet, IsSoundAndCountsItsPagesThrough) {
  make();
  EXPECT_TRUE(contains(look("qpdf --check"), "No syntax or stream encoding errors found"));
  const std::string labels = look("qpdf --json --json-key=pagelabels");
  EXPECT_TRUE(std::regex_search(
      labels, std::regex("\"index\": 0,\\s*\"label\": \\{\\s*\"/S\": \"/D\",\\s*\"/St\": 1")))
      << labels;
  EXPECT_EQ(labels.find("\"index\"", labels.find("\"index\"") + 1), std::string::npos) << labels;
  const std::string fonts = look("pdffonts");
  EXPECT_FALSE(std::regex_search(fonts, std::regex(" no +(yes|no) +(yes|no) +[0-9]+ "))) << "not embedded:\n"
                                                                                         << fonts;
  const std::string pages = std::regex_replace(look("pdfinfo"), std::regex("[^]*Pages: +([0-9]+)[^]*"), "$1");
  EXPECT_TRUE(contains(text(2, 2), "dari " + pages)) << pages;
}

// Beyond so many forms the packet goes on in further volumes, pages counted through.
TEST_F(Packet, GoesOnInVolumes) {
  site.replace("pleno.yaml", "near_miss_criteria: 2", "packet_forms: 20\n  near_miss_criteria: 2");
  make();
  const auto pages_of = [](const fs::path& file) {
    return std::stoi(run_shell("pdfinfo " + quoted(file.string()) + " | awk '/^Pages:/ {print $2}'").out);
  };
  int pages = pages_of(pdf);
  EXPECT_TRUE(contains(text(2, 2), "dari ")) << text(2, 2);
  for (const char* volume : {"2", "3"}) {
    const fs::path file =
        site.path() / "dokumen/2026-11" / (std::string("paket-2026-11-jilid-") + volume + ".pdf");
    expect_sound_pdf(file);
    const std::string first = run_shell("pdftotext -l 1 " + quoted(file.string()) + " -").out;
    EXPECT_TRUE(contains(first, "Paket pleno 2026-11 · halaman " + std::to_string(pages + 1))) << first;
    const std::string labels = run_shell("qpdf --json --json-key=pagelabels " + quoted(file.string())).out;
    EXPECT_TRUE(contains(labels, "\"/St\": " + std::to_string(pages + 1))) << labels;
    pages += pages_of(file);
  }
  EXPECT_TRUE(contains(text(2, 2), "dari " + std::to_string(pages))) << text(2, 2);
  EXPECT_FALSE(fs::exists(site.path() / "dokumen/2026-11/paket-2026-11-jilid-4.pdf"));
}

TEST_F(Packet, HowFewIsANearMissIsTheSitesToSay) {
  site.replace("pleno.yaml", "near_miss_criteria: 2", "near_miss_criteria: 0");
  make();
  EXPECT_FALSE(contains(text(1, 16), "Hampir kompeten"));
}

}  // namespace
}  // namespace pleno::testing
