// The parts of `document` that text cases do not show: kerning, justified lines, functions, mails, XML
// limits.
#include <gtest/gtest.h>

#include <array>

#include "document/document_from_facts.h"
#include "document/functions.h"
#include "document/mail_from_facts.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "document/xml_tree.h"
#include "fake_measure.h"
#include "sample_facts.h"

namespace pleno::test {
namespace {

std::shared_ptr<const document::Template> read(const std::string& xml) {
  Diagnostics found;
  auto form = document::template_from_xml(xml, "uji.xml", {}, found);
  EXPECT_EQ(to_text(found), "");
  return form;
}

std::vector<TextRun> runs_of(const std::string& body) {
  const auto form =
      read("<document title=\"x\" paper=\"A5\" margins=\"20mm 24mm\" font=\"Uji, Tanda\" size=\"10pt\">" +
           body + "</document>");
  Diagnostics found;
  const Pages pages = document::lay_out(document::fill(*form, sample_facts(), found), FakeMeasure(), found);
  EXPECT_EQ(to_text(found), "");
  std::vector<TextRun> out;
  for (const Page& page : pages.pages) {
    for (const Item& item : page.items) {
      if (const auto* run = std::get_if<TextRun>(&item)) out.push_back(*run);
    }
  }
  return out;
}

std::string evaluated(const std::string& expression) {
  Diagnostics found;
  const feel::Context functions = document::indonesian_functions();
  const feel::Context facts = sample_facts();
  const feel::Scope outer(functions), scope(facts, &outer);
  const feel::Value value = feel::evaluate(feel::parse(expression, {}, found), scope);
  EXPECT_EQ(to_text(found), "");
  return feel::to_text(value);
}

TEST(Layout, KernsBetweenTheRightLetters) {
  const auto runs = runs_of("<p kerning=\"yes\">AVA</p>");
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].kerning, (std::vector<std::int16_t>{0, -80, 0}));
}

TEST(Layout, JustifiedLinesEndAtTheMargin) {
  const auto runs = runs_of(
      "<p align=\"justify\">Bahwa saya telah mendapatkan penjelasan terkait hak dan prosedur banding asesmen "
      "dari asesor.</p>");
  ASSERT_EQ(runs.size(), 2U);
  float width = 0;
  for (const char c : runs[0].text) width += c == ' ' ? 2.5F : 5.0F;
  for (const std::int16_t kern : runs[0].kerning) width += kern * 10 / 1000.0F;
  EXPECT_NEAR(width, 100 * 72 / 25.4, 0.3);
  EXPECT_TRUE(runs[1].kerning.empty()) << "the last line keeps its blanks";
}

TEST(Layout, HelpingFontSetsTicks) {
  const auto runs = runs_of("<p>a ✓ b</p>");
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_NE(runs[1].face, runs[0].face);
  EXPECT_EQ(runs[2].face, runs[0].face);
}

TEST(Layout, NoBreakBlankIsDrawnAsABlank) {
  const auto runs = runs_of("<p>18\u00A0m</p>");
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].text, "18 m");
}

TEST(Functions, SpeakIndonesian) {
  EXPECT_EQ(evaluated("tanggal(jadwal.mulai)"), "18 November 2026");
  EXPECT_EQ(evaluated("hari(jadwal.mulai)"), "Rabu");
  EXPECT_EQ(evaluated("bulan(jadwal.mulai)"), "November");
  EXPECT_EQ(evaluated("rentang(jadwal.mulai, jadwal.selesai)"), "18–19 November 2026");
  EXPECT_EQ(evaluated("terbilang(3)"), "tiga");
  EXPECT_EQ(evaluated("inggris(3)"), "three");
  EXPECT_EQ(evaluated("romawi(11)"), "XI");
  EXPECT_EQ(evaluated("angka(1234567)"), "1.234.567");
  EXPECT_EQ(evaluated("angka(-1234.5)"), "-1.234,5");
  EXPECT_EQ(evaluated("tanggal(\"kemarin\")"), "null");
  EXPECT_EQ(evaluated("terbilang(1.5)"), "null");
}

TEST(Mail, GivesTextAndEscapedHtml) {
  const auto mail = read(
      R"(<mail subject="Hasil – {{asesi.no_pendaftaran}}" attachments="FR.AK.02 FR.AK.04" record="asesi {{asesi.no_pendaftaran}}">
    <p>Yth. Saudara/i {{asesi.nama}},</p>
    <p>Saudara/i ditetapkan <b>KOMPETEN</b> pada skema {{skema.judul}} ({{skema.nomor}}); sertifikat berlaku tiga tahun.</p>
    <ul><li for="u in skema.unit" if="u.nomor > 7">{{u.judul}}</li></ul>
    <rows><row label="Nomor">{{asesi.no_pendaftaran}}</row></rows>
  </mail>)");
  ASSERT_NE(mail, nullptr);
  feel::Context facts = sample_facts();
  put(facts, "asesi.nama", feel::Value("Ma'ruf <b>&\"Co\""));
  Diagnostics found;
  const auto out = document::mail_from_facts(*mail, facts, found);
  EXPECT_EQ(to_text(found), "");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->subject, "Hasil – 26-0412");
  EXPECT_EQ(out->attachments, (std::vector<std::string>{"FR.AK.02", "FR.AK.04"}));
  EXPECT_EQ(out->text,
            "Yth. Saudara/i Ma'ruf <b>&\"Co\",\n\n"
            "Saudara/i ditetapkan KOMPETEN pada skema Kualifikasi 6 Pemasaran Sub Bidang\n"
            "Layanan (SKM/CONTOH/00013/1/2026/6); sertifikat berlaku tiga tahun.\n\n"
            "– Merencanakan Pengembangan Layanan ke Mancanegara\n"
            "– Mengembangkan Pola Komunikasi Efektif kepada Pemangku Kepentingan\n\n"
            "Nomor: 26-0412\n");
  EXPECT_NE(out->html.find("<p>Yth. Saudara/i Ma'ruf &lt;b&gt;&amp;&quot;Co&quot;,</p>"), std::string::npos);
  EXPECT_NE(out->html.find("<b>KOMPETEN</b>"), std::string::npos);
  EXPECT_EQ(out->html.find("http"), std::string::npos) << "nothing is loaded from outside";
}

TEST(Mail, MissingFactIsAnError) {
  const auto mail = read("<mail subject=\"x\"><p>{{asesi.email}}</p></mail>");
  feel::Context facts = sample_facts();
  put(facts, "asesi.email", feel::Value());
  Diagnostics found;
  EXPECT_FALSE(document::mail_from_facts(*mail, facts, found));
  EXPECT_TRUE(has_errors(found));
}

TEST(Mail, DocumentIsNoMail) {
  const auto form = read("<document title=\"x\"><p>x</p></document>");
  Diagnostics found;
  EXPECT_FALSE(document::mail_from_facts(*form, sample_facts(), found));
}

TEST(Xml, RefusesWhatIsTooBigOrTooDeep) {
  Diagnostics found;
  EXPECT_FALSE(document::parse_xml("<a>" + std::string(2 << 20, 'x') + "</a>", "besar.xml", found));
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<a>";
  EXPECT_FALSE(document::parse_xml(deep, "dalam.xml", found));
  EXPECT_FALSE(document::parse_xml("<a>\xff</a>", "rusak.xml", found));
  EXPECT_EQ(found.size(), 3U);
}

TEST(Xml, KnowsThePlaceOfEveryAttribute) {
  Diagnostics found;
  const auto root = document::parse_xml("<a x = '1'\n   yy=\"&lt;2\"/>", "uji.xml", found);
  ASSERT_TRUE(root);
  ASSERT_EQ(root->attributes.size(), 2U);
  EXPECT_EQ(to_text(root->attributes[0].value.place(0, "uji.xml")), "uji.xml:1:9");
  EXPECT_EQ(to_text(root->attributes[1].value.place(0, "uji.xml")), "uji.xml:2:8");
  EXPECT_EQ(root->attributes[1].value.text, "<2");
}

// Broken templates of every kind must end in messages, never in a crash: each prefix, and each byte changed.
TEST(Xml, HarmedTemplatesGiveMessages) {
  const std::string good =
      "<document title=\"x\"><styles><style name=\"k\" size=\"8pt\"/></styles><table widths=\"20mm *\">"
      "<tr head=\"yes\"><th rowspan=\"2\">{{asesi.nama}}</th><td>b</td></tr><tr for=\"u in "
      "skema.unit\"><td>{{u.kode}}</td></tr></table></document>";
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::array<std::string, 4> harmed = {good.substr(0, i), good, good, good};
    harmed[1][i] = '<';
    harmed[2][i] = '9';
    harmed[3].erase(i, 1);
    for (const std::string& xml : harmed) {
      Diagnostics found;
      const auto form = document::template_from_xml(xml, "uji.xml", {}, found);
      EXPECT_EQ(form == nullptr, has_errors(found));
      if (form && form->kind == document::Template::Kind::Document) {
        document::lay_out(document::fill(*form, sample_facts(), found), FakeMeasure(), found);
      }
    }
  }
}

}  // namespace
}  // namespace pleno::test
