#include "pdf/metadata.h"

#include <gmock/gmock.h>

#include "pdf/colour_profile.h"
#include "pdf/pdf_text.h"
#include "pdf/sample.h"
#include "pdf/structure.h"
#include "pdf/tools.h"
#include "pdf/writer.h"

namespace pleno::pdf {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string write(const Pages& pages) { return Writer(sample::fonts(), sample::images()).write(pages); }

std::string identifier_of(const Pages& pages) {
  const std::string bytes = write(pages);
  return bytes.substr(bytes.rfind("/ID["), 71);
}

Pages packet() {
  Pages pages = sample::shapes();
  pages.pages.resize(1);
  for (int i = 0; i < 9; ++i) pages.pages.push_back(pages.pages[0]);
  return pages;
}

TEST(Metadata, stands_in_the_file) {
  Pages pages = sample::certificate(1, "José");
  pages.subject = "Skema <A> & \"B\"";
  const PdfFile pdf(write(pages));
  const std::string info = pdf.ask("TZ=UTC pdfinfo");
  EXPECT_THAT(info, HasSubstr("Title:           Sertifikat Kompetensi – José"));
  EXPECT_THAT(info, HasSubstr("Subject:         Skema <A> & \"B\""));
  EXPECT_THAT(info, HasSubstr("Author:          LSP Contoh"));
  EXPECT_THAT(info, HasSubstr("CreationDate:    Sat Nov 21 00:00:00 2026 UTC"));
  EXPECT_THAT(info, HasSubstr("Metadata Stream: yes"));
  EXPECT_THAT(info, HasSubstr("PDF version:     1.7"));
  const std::string xmp = pdf.ask("pdfinfo -meta");
  EXPECT_THAT(xmp, HasSubstr("<pdfaid:part>3</pdfaid:part>"));
  EXPECT_THAT(xmp, HasSubstr("Skema &lt;A&gt; &amp; &quot;B&quot;"));
  EXPECT_THAT(xmp, HasSubstr("<xmp:CreateDate>2026-11-21T00:00:00Z</xmp:CreateDate>"));
}

TEST(Metadata, xmp_is_well_formed_xml) {
  Pages pages = sample::shapes();
  pages.title = "a & b < c > \"d\" 'e' \x01 \xEF\xBF\xBF";
  const TemporaryFolder folder;
  write_file(folder / "x.xml", xmp_packet(pages));
  EXPECT_EQ(output_of("python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' '" +
                      (folder / "x.xml").string() + "'"),
            "");
}

TEST(Metadata, nothing_comes_from_the_clock) {
  Pages pages = sample::shapes();
  EXPECT_THAT(write(pages), Not(HasSubstr("CreationDate")));
  EXPECT_THAT(write(pages), Not(HasSubstr("CreateDate")));
}

TEST(Metadata, the_identifier_names_document_and_content) {
  const Pages one = sample::certificate(1, "Siti");
  Pages changed = one;
  std::get<TextRun>(changed.pages[1].items[0]).text = "Unit";
  std::get<TextRun>(changed.pages[1].items[0]).kerning.clear();
  const auto permanent = [](const std::string& id) { return id.substr(5, 32); };
  EXPECT_EQ(permanent(identifier_of(one)), permanent(identifier_of(changed)));
  EXPECT_NE(identifier_of(one), identifier_of(changed));
  EXPECT_NE(permanent(identifier_of(one)), permanent(identifier_of(sample::certificate(2, "Siti"))));
}

TEST(Metadata, output_intent_holds_a_readable_profile) {
  const std::string profile = srgb_profile();
  EXPECT_EQ(profile.size() % 4, 0U);
  EXPECT_EQ(profile.substr(36, 4), "acsp");
  EXPECT_LT(profile.size(), 1'200U);
  const PdfFile pdf(write(sample::shapes()));
  EXPECT_THAT(pdf.ask("qpdf --qdf --object-streams=disable", "-"), HasSubstr("/S /GTS_PDFA1"));
}

TEST(Metadata, attached_files_come_back) {
  Pages pages = sample::certificate(1, "Siti");
  pages.files = {{"sertifikat.json", "application/json", "Data sertifikat", "{\"nomor\": 1}"},
                 {"ä.txt", "text/plain", "é", ""}};
  const PdfFile pdf(write(pages));
  EXPECT_THAT(pdf.ask("pdfdetach -list"), HasSubstr("2 embedded files"));
  output_of("pdfdetach -save 1 -o '" + (pdf.folder() / "out").string() + "' '" +
            (pdf.folder() / "berkas.pdf").string() + "'");
  EXPECT_EQ(read_file(pdf.folder() / "out"), "{\"nomor\": 1}");
  EXPECT_THAT(pdf.check(), HasSubstr("No syntax or stream encoding errors"));
  const std::string objects = pdf.ask("qpdf --json");
  EXPECT_THAT(objects, HasSubstr("\"/AFRelationship\": \"/Data\""));
  EXPECT_THAT(objects, HasSubstr("\"/Subtype\": \"/application/json\""));
}

TEST(Structure, bookmarks_are_a_tree) {
  Pages pages = packet();
  pages.bookmarks = {
      {0, "Skema Pemasaran", 0}, {1, "José – A", 1}, {1, "Budi (B)", 2}, {2, "Rincian", 3}, {0, "SK", 9}};
  const PdfFile pdf(write(pages));
  const std::string outlines = pdf.ask("qpdf --json --json-key=outlines");
  EXPECT_THAT(outlines, HasSubstr("José – A"));
  EXPECT_THAT(outlines, HasSubstr("Budi (B)"));
  EXPECT_THAT(outlines, HasSubstr("\"destpageposfrom1\": 10"));
  const std::string dump =
      output_of("qpdf --json --json-key=outlines '" + (pdf.folder() / "berkas.pdf").string() +
                "' | python3 -c 'import sys, json\n"
                "def walk(nodes, depth):\n"
                "  for n in nodes:\n"
                "    print(\" \" * depth + n[\"title\"], n[\"destpageposfrom1\"])\n"
                "    walk(n[\"kids\"], depth + 1)\n"
                "walk(json.load(sys.stdin)[\"outlines\"], 0)'");
  EXPECT_EQ(dump, "Skema Pemasaran 1\n José – A 2\n Budi (B) 3\n  Rincian 4\nSK 10\n");
}

TEST(Structure, a_document_without_bookmarks_has_its_title) {
  const PdfFile pdf(write(sample::certificate(1, "José")));
  const std::string outlines = pdf.ask("qpdf --json --json-key=outlines");
  EXPECT_THAT(outlines, HasSubstr("Sertifikat Kompetensi – José"));
  EXPECT_THAT(pdf.ask("qpdf --qdf --object-streams=disable", "-"), Not(HasSubstr("/UseOutlines")))
      << "one bookmark opens no list";
}

TEST(Structure, page_labels_are_ranges) {
  std::vector<Page> pages(8);
  EXPECT_EQ(page_labels(pages), "/PageLabels<</Nums[0<</S/D/St 1>>]>>");
  const char* labels[] = {"i", "", "3", "A-1", "A-2", "A-9", "Lampiran", "Lampiran"};
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i].label = labels[i];
  EXPECT_EQ(page_labels(pages),
            "/PageLabels<</Nums[0<</P(i)>>1<</S/D/St 2>>3<</P(A-)/S/D/St 1>>5<</P(A-)/S/D/St 9>>"
            "6<</P(Lampiran)>>]>>");
  Pages document = packet();
  for (std::size_t i = 0; i < pages.size(); ++i) document.pages[i].label = labels[i];
  EXPECT_THAT(PdfFile(write(document)).ask("qpdf --json --json-key=pagelabels"),
              HasSubstr("\"/P\": \"u:A-\""));
}

TEST(PdfText, objects) {
  EXPECT_EQ(text_string("a(b)\\"), "(a\\(b\\)\\\\)");
  EXPECT_EQ(text_string("é😀"), "<FEFF00E9D83DDE00>");
  EXPECT_EQ(name_object("application/json"), "/application#2Fjson");
  EXPECT_EQ(hex_string(std::string("\x00\xAF", 2)), "<00AF>");
}

}  // namespace
}  // namespace pleno::pdf
