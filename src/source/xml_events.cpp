#include "source/xml_events.h"

#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/LexicalHandler.h>
#include <Poco/SAX/SAXException.h>
#include <Poco/SAX/SAXParser.h>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

constexpr std::size_t depth_limit = 60;

struct Refused {  // leaves Poco's parser; caught below
  std::string message;
};

class Handler : public Poco::XML::DefaultHandler, public Poco::XML::LexicalHandler {
 public:
  explicit Handler(XmlSink& sink) : sink_(sink) {}

  void startElement(const Poco::XML::XMLString&, const Poco::XML::XMLString& name,
                    const Poco::XML::XMLString&, const Poco::XML::Attributes& attributes) override {
    if (++depth_ > depth_limit)
      throw Refused{
          say("unsur bersarang lebih dari {} tingkat", "elements nested deeper than {}", depth_limit)};
    XmlAttributes out;
    for (int i = 0; i < attributes.getLength(); ++i)
      out.all.emplace_back(attributes.getLocalName(i), attributes.getValue(i));
    sink_.begin(name, out);
  }
  void endElement(const Poco::XML::XMLString&, const Poco::XML::XMLString& name,
                  const Poco::XML::XMLString&) override {
    --depth_;
    sink_.end(name);
  }
  void characters(const Poco::XML::XMLChar letters[], int start, int length) override {
    sink_.text({letters + start, static_cast<std::size_t>(length)});
  }
  void startDTD(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                const Poco::XML::XMLString&) override {
    throw Refused{
        say("memuat DOCTYPE, yang tidak diperbolehkan", "it holds a DOCTYPE, which is not allowed")};
  }
  void endDTD() override {}
  void startEntity(const Poco::XML::XMLString&) override {}
  void endEntity(const Poco::XML::XMLString&) override {}
  void startCDATA() override {}
  void endCDATA() override {}
  void comment(const Poco::XML::XMLChar[], int, int) override {}

 private:
  XmlSink& sink_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const auto& [known, value] : all) {
    if (known == name) return value;
  }
  return {};
}

bool XmlAttributes::is_true(std::string_view name) const {
  const std::string_view value = (*this)[name];
  return value == "1" || value == "true";
}

std::optional<std::string> read_xml(std::string_view xml, XmlSink& sink) {
  Handler handler(sink);
  try {
    Poco::XML::SAXParser parser;
    parser.setContentHandler(&handler);
    parser.setProperty(Poco::XML::XMLReader::PROPERTY_LEXICAL_HANDLER,
                       static_cast<Poco::XML::LexicalHandler*>(&handler));
    parser.parseMemoryNP(xml.data(), xml.size());
  } catch (const Refused& refused) {
    return refused.message;
  } catch (const Poco::Exception&) {
    return say("bukan XML yang benar", "it is not well-formed XML");
  }
  return std::nullopt;
}

}  // namespace pleno::source
