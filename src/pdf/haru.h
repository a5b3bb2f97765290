// One libharu document at a time, written from ready-made objects. The only place that knows libharu's
// inner structures; good for libharu 2.3 and guarded by its version. Never touches files or the clock.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace pleno::pdf {

// libharu keeps the page tree, object numbers, cross references and trailer; the bodies of dictionaries
// and streams come as text that PDF readers will see as it stands. After any Error throw the object away.
class Haru {
 public:
  using Object = int;  // an object's number, as in "12 0 R"

  // Whether the libharu of this process is the one whose inside this class knows.
  static bool fits();

  Haru();
  ~Haru();
  Haru(const Haru&) = delete;
  Haru& operator=(const Haru&) = delete;

  // Starts an empty document, PDF 1.7; forgets the last one.
  void begin();

  // A dictionary with these entries, without its brackets: "/Type/Font/Subtype/Type0".
  Object add(std::string entries);
  // One whose entries come later, by `fill`, before `finish`.
  Object reserve() { return add({}); }
  void fill(Object object, std::string entries);
  // Appends entries to a dictionary's.
  void extend(Object object, std::string_view entries);

  // A stream with these entries besides /Length. `bytes` are kept by reference until `finish`.
  Object add_stream(std::string entries, std::string_view bytes);
  Object add_own_stream(std::string entries, std::string bytes);

  // Appends a page (size in points) whose content is deflated. All pages share the `resources`.
  // Gives the number of the page's object.
  Object add_page(float width, float height, Object resources, std::string_view deflated_content);

  void set_info(std::string entries);        // document information
  void set_catalog(std::string entries);     // besides /Type and /Pages
  void set_identifier(std::string entries);  // the trailer's /ID

  // The file. Ends the document and gives its memory back.
  std::string finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace pleno::pdf
