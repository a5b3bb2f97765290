#include "pdf/metadata.h"

#include "pdf/pdf_text.h"
#include "text/digest.h"

namespace pleno::pdf {
namespace {

constexpr std::string_view producer = "Pleno";

void add_text(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out.append("/").append(key).append(text_string(value));
}

void add_xml(std::string& out, std::string_view before, std::string_view value, std::string_view after) {
  if (!value.empty()) out.append(before).append(xml_escaped(value)).append(after).append("\n");
}

}  // namespace

std::string info_entries(const Pages& pages) {
  std::string out;
  add_text(out, "Title", pages.title);
  add_text(out, "Author", pages.author);
  add_text(out, "Subject", pages.subject);
  add_text(out, "Creator", producer);
  add_text(out, "Producer", producer);
  if (pages.date) {
    out += "/CreationDate" + date_string(*pages.date);
    out += "/ModDate" + date_string(*pages.date);
  }
  return out;
}

std::string xmp_packet(const Pages& pages) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
      "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
      "<dc:format>application/pdf</dc:format>\n";
  add_xml(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages.title,
          "</rdf:li></rdf:Alt></dc:title>");
  add_xml(out, "<dc:creator><rdf:Seq><rdf:li>", pages.author, "</rdf:li></rdf:Seq></dc:creator>");
  add_xml(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages.subject,
          "</rdf:li></rdf:Alt></dc:description>");
  add_xml(out, "<dc:language><rdf:Bag><rdf:li>", pages.language, "</rdf:li></rdf:Bag></dc:language>");
  add_xml(out, "<xmp:CreatorTool>", producer, "</xmp:CreatorTool>");
  add_xml(out, "<pdf:Producer>", producer, "</pdf:Producer>");
  if (pages.date) {
    const std::string date = xmp_date(*pages.date);
    add_xml(out, "<xmp:CreateDate>", date, "</xmp:CreateDate>");
    add_xml(out, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>");
  }
  return out + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

std::string identity_prefix(const Pages& pages) { return pages.identity + '\0'; }

std::string identifier_entries(const Pages& pages, std::string_view content_digest) {
  const std::string permanent = sha256(pages.identity).substr(0, 32);
  return "/ID[<" + permanent + "><" + std::string(content_digest.substr(0, 32)) + ">]";
}

}  // namespace pleno::pdf
