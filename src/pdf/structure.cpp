#include "pdf/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pdf/deflate.h"
#include "pdf/pdf_text.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::pdf {
namespace {

constexpr std::size_t few_bookmarks = 2;  // viewers open their list of bookmarks from more on

struct Node {
  Haru::Object object = 0;
  std::size_t bookmark = 0;
  std::size_t parent = 0;
  std::vector<std::size_t> children;  // indexes of nodes
};

// Node 0 is the root; node i + 1 is bookmark i. A level that jumps is hung under the last one above it.
std::vector<Node> tree_of(const std::vector<Bookmark>& bookmarks) {
  std::vector<Node> nodes(1);
  std::vector<std::pair<int, std::size_t>> open = {{-1, 0}};
  for (std::size_t i = 0; i < bookmarks.size(); ++i) {
    while (open.back().first >= std::max(0, bookmarks[i].level)) open.pop_back();
    nodes.push_back({0, i, open.back().second, {}});
    nodes[open.back().second].children.push_back(i + 1);
    open.emplace_back(std::max(0, bookmarks[i].level), i + 1);
  }
  return nodes;
}

std::string links_to_children(const std::vector<Node>& nodes, const Node& node) {
  if (node.children.empty()) return {};
  return fmt::format("/First {} 0 R/Last {} 0 R", nodes[node.children.front()].object,
                     nodes[node.children.back()].object);
}

}  // namespace

std::string add_bookmarks(Haru& haru, const Pages& pages, const std::vector<Haru::Object>& page_objects) {
  // A document that has none is one by its title.
  const std::vector<Bookmark> title = {{0, pages.title, 0}};
  const std::vector<Bookmark>& bookmarks = pages.bookmarks.empty() ? title : pages.bookmarks;
  for (const Bookmark& bookmark : bookmarks) {
    if (bookmark.page < page_objects.size()) continue;
    throw Error(Kind::Internal,
                say("penanda '{}' menunjuk halaman {} dari {}", "bookmark '{}' points to page {} of {}",
                    bookmark.title, bookmark.page + 1, page_objects.size()));
  }
  std::vector<Node> nodes = tree_of(bookmarks);
  for (Node& node : nodes) node.object = haru.reserve();
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    const Bookmark& bookmark = bookmarks[node.bookmark];
    std::string entries = fmt::format("/Title{}/Parent {} 0 R/Dest[{} 0 R/Fit]", text_string(bookmark.title),
                                      nodes[node.parent].object, page_objects[bookmark.page]);
    entries += links_to_children(nodes, node);
    if (!node.children.empty()) entries += fmt::format("/Count -{}", node.children.size());  // closed
    haru.fill(node.object, std::move(entries));
  }
  for (const Node& node : nodes) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      std::string neighbours;
      if (i > 0) neighbours += fmt::format("/Prev {} 0 R", nodes[node.children[i - 1]].object);
      if (i + 1 < node.children.size())
        neighbours += fmt::format("/Next {} 0 R", nodes[node.children[i + 1]].object);
      haru.extend(nodes[node.children[i]].object, neighbours);
    }
  }
  haru.fill(nodes[0].object, "/Type/Outlines" + links_to_children(nodes, nodes[0]) +
                                 fmt::format("/Count {}", nodes[0].children.size()));
  return fmt::format("/Outlines {} 0 R{}", nodes[0].object,
                     bookmarks.size() > few_bookmarks ? "/PageMode/UseOutlines" : "");
}

PageLabel label_of(const Page& page, std::size_t index) {
  if (page.label.empty()) return {"", static_cast<long>(index) + 1};
  const std::size_t last_other = page.label.find_last_not_of("0123456789");
  const std::size_t start = last_other == std::string::npos ? 0 : last_other + 1;
  const std::string digits = page.label.substr(start);
  if (digits.empty() || digits.size() > 9 || digits[0] == '0') return {page.label, std::nullopt};
  return {page.label.substr(0, start), std::stol(digits)};
}

std::string page_labels(const std::vector<Page>& pages) {
  std::string out = "/PageLabels<</Nums[";
  std::optional<PageLabel> last;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PageLabel label = label_of(pages[i], i);
    const bool goes_on = last && last->prefix == label.prefix &&
                         last->number.has_value() == label.number.has_value() &&
                         (!label.number || *label.number == *last->number + 1);
    last = label;
    if (goes_on) continue;
    out += fmt::format("{}<<", i);
    if (!label.prefix.empty()) out += "/P" + text_string(label.prefix);
    if (label.number) out += fmt::format("/S/D/St {}", *label.number);
    out += ">>";
  }
  return out + "]>>";
}

std::string add_files(Haru& haru, const Pages& pages) {
  if (pages.files.empty()) return {};
  std::map<std::string, Haru::Object> by_name;  // a name tree is sorted
  std::string associated;
  for (const EmbeddedFile& file : pages.files) {
    const std::string date = pages.date ? "/ModDate" + date_string(*pages.date) : std::string();
    const Haru::Object bytes = haru.add_own_stream(
        fmt::format("/Type/EmbeddedFile/Subtype{}/Params<</Size {}{}>>/Filter/FlateDecode",
                    name_object(file.media_type), file.bytes.size(), date),
        deflated(file.bytes));
    const std::string name = text_string(file.name);
    const Haru::Object spec = haru.add(
        fmt::format("/Type/Filespec/F{0}/UF{0}/EF<</F {1} 0 R/UF {1} 0 R>>/AFRelationship/Data/Desc{2}", name,
                    bytes, text_string(file.description)));
    by_name[file.name] = spec;
    associated += fmt::format("{} 0 R ", spec);
  }
  std::string names;
  for (const auto& [name, spec] : by_name) names += fmt::format("{}{} 0 R", text_string(name), spec);
  return "/AF[" + associated + "]/Names<</EmbeddedFiles<</Names[" + names + "]>>>>";
}

}  // namespace pleno::pdf
