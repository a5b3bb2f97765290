// The parts of `document` that text cases do not show: kerning, justified lines, functions, mails, XML
// limits.
#include <gtest/gtest.h>

#include <array>
#include <set>

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

// Where it shows: in bold and in large type, if nobody says otherwise.
TEST(Layout, KernsWhereItShows) {
  EXPECT_TRUE(runs_of("<p>AVA</p>")[0].kerning.empty());
  EXPECT_FALSE(runs_of("<p><b>AVA</b></p>")[0].kerning.empty());
  EXPECT_TRUE(runs_of("<p kerning=\"no\"><b>AVA</b></p>")[0].kerning.empty());
  EXPECT_FALSE(
      runs_of("<styles><style name=\"j\" size=\"11pt\"/></styles><p style=\"j\">AVA</p>")[0].kerning.empty());
}

TEST(Layout, FiguresAreNeverKerned) {
  EXPECT_TRUE(runs_of("<p kerning=\"yes\">111</p>")[0].kerning.empty());
  EXPECT_EQ(runs_of("<p kerning=\"yes\">11AV</p>")[0].kerning, (std::vector<std::int16_t>{0, 0, 0, -80}));
}

// Letters are 5 pt wide, signs too; the page's text is 100 mm wide and begins at 24 mm.
constexpr float text_left = 24 * 72 / 25.4F, text_width = 100 * 72 / 25.4F;

TEST(Layout, LetterSpacedLinesStandInTheMiddle) {
  const std::string style = "<styles><style name=\"j\" tracking=\"0.1\"/></styles>";
  // Two gaps of 1 pt; what would follow the last letter does not count.
  EXPECT_NEAR(runs_of(style + "<p style=\"j\" align=\"center\">LSP</p>")[0].x,
              text_left + (text_width - 17) / 2, 0.01);
  EXPECT_NEAR(runs_of(style + "<p style=\"j\" align=\"right\">LSP</p>")[0].x, text_left + text_width - 17,
              0.01);
}

TEST(Layout, LightSignsHangOutOfCentredLines) {
  const auto middle = [](const std::string& text) {
    return runs_of("<p align=\"center\">" + text + "</p>")[0].x - text_left;
  };
  EXPECT_NEAR(middle("bahwa"), (text_width - 25) / 2, 0.01);
  EXPECT_NEAR(middle("bahwa,"), (text_width - 25 - 2.5) / 2, 0.01) << "half of the comma hangs out";
  EXPECT_NEAR(middle("“Siti”"), (text_width - 30) / 2, 0.01) << "quotes on both sides balance";
  EXPECT_NEAR(middle("“Siti"), (text_width - 25 - 2.5) / 2, 0.01);
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

// A blank that may not end a line stretches like any other.
TEST(Layout, NoBreakBlanksStretchWithTheOthers) {
  const auto runs = runs_of(
      "<p align=\"justify\">Bahwa saya\u00A0telah mendapatkan penjelasan terkait hak dan prosedur banding "
      "asesmen "
      "dari asesor.</p>");
  ASSERT_EQ(runs.size(), 2U);
  std::set<std::int16_t> gaps;
  for (std::size_t i = 1; i < runs[0].text.size(); ++i) {
    if (runs[0].text[i - 1] == ' ') gaps.insert(runs[0].kerning.at(i));
  }
  EXPECT_EQ(gaps.size(), 1U);
  EXPECT_GT(*gaps.begin(), 0);
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

// --debug-layout: boxes, baselines, the template's lines and the names of fields, also where text is turned.
TEST(Layout, DebugShowsBoxesBaselinesAndNames) {
  const auto form = read(
      "<document title=\"x\" paper=\"A5\" margins=\"20mm 24mm\" font=\"Uji\" "
      "size=\"10pt\"><p>{{asesi.nama}}</p>\n"
      "<table widths=\"12mm *\"><tr height=\"30mm\"><td "
      "turned=\"yes\">{{tuk.jenis}}</td><td>b</td></tr></table>"
      "<fixed x=\"10mm\" y=\"100mm\" width=\"30mm\" height=\"9mm\"><p>c</p></fixed></document>");
  const auto lay = [&](bool debug) {
    Diagnostics found;
    return document::lay_out(document::fill(*form, sample_facts(), found), FakeMeasure(), found,
                             {.debug = debug});
  };
  const Pages plain = lay(false), debug = lay(true);
  std::set<std::string> names, turned;
  std::size_t boxes = 0, baselines = 0;
  for (const Item& item : debug.pages[0].items) {
    if (const auto* run = std::get_if<TextRun>(&item)) (run->angle == 0 ? names : turned).insert(run->text);
    if (const auto* box = std::get_if<Box>(&item)) {
      ++boxes;
      EXPECT_TRUE(box->x >= 0 && box->x + box->w <= plain.pages[0].width) << box->x << " " << box->w;
      EXPECT_TRUE(box->y >= 0 && box->y + box->h <= plain.pages[0].height) << box->y << " " << box->h;
    }
    if (const auto* line = std::get_if<Line>(&item)) baselines += line->width < 0.25F ? 1 : 0;
  }
  EXPECT_EQ(boxes, 5U) << "four lines of text and the fixed block";
  EXPECT_EQ(baselines, 4U);
  for (const char* name : {"1", "2", "asesi.nama"}) EXPECT_TRUE(names.contains(name)) << name;
  for (const char* name : {"2", "tuk.jenis"}) EXPECT_TRUE(turned.contains(name)) << name;
  // Nothing but what was added.
  EXPECT_LT(plain.pages[0].items.size(), debug.pages[0].items.size());
}

TEST(Layout, AttachedFactsKeepTheirTypes) {
  const auto form = read(
      "<document title=\"x\" font=\"Uji\"><facts file=\"data.json\" description=\"Data\">"
      "<fact name=\"nomor\">No. {{asesi.no_pendaftaran}}</fact><fact "
      "name=\"jenjang\">{{skema.jenjang}}</fact>"
      "<fact name=\"hadir\">{{asesi.hadir}}</fact><fact name=\"unit\">{{skema.unit[nomor &lt; "
      "3].kode}}</fact>"
      "<fact name=\"kosong\">{{skema.unit[nomor > 99].kode}}</fact></facts><p>x</p></document>");
  Diagnostics found;
  const Document filled = document::fill(*form, sample_facts(), found);
  ASSERT_EQ(filled.files.size(), 1U);
  EXPECT_EQ(filled.files[0].bytes,
            "{\n  \"nomor\": \"No. 26-0412\",\n  \"jenjang\": 6,\n  \"hadir\": true,\n"
            "  \"unit\": [\"M.70.MKT00.003.2\", \"M.70.MKT00.004.1\"],\n  \"kosong\": []\n}\n");
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
