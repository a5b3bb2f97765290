// The operators of one page's content. Lengths come as in Pages (points, y from the top) and are written
// in hundredths of a point; equal items always give equal bytes. Never knows fonts or images themselves.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/pages.h"

namespace pleno::pdf {

class Content {
 public:
  // Begins a page of this height (points) in an empty content; buffers are kept.
  void begin(float page_height);
  // `text` is the run's as UTF-16BE, two bytes a character.
  void text(const TextRun& run, std::u16string_view text);
  void line(const Line& line);
  void box(const Box& box);
  void polyline(const Polyline& polyline);
  // Paints resource /<letter><number> into the rectangle.
  void image(char letter, std::size_t number, float x, float y, float w, float h);
  // Ends the page; valid until the next begin().
  const std::string& finish();

 private:
  struct Stroke {
    long width = 100;  // hundredths of a point; PDF's initial state
    Colour colour;
    bool round = false;
    bool operator==(const Stroke&) const = default;
  };

  void leave_text();
  void leave_path();
  void set_fill(const Colour& colour);
  void set_stroke(const Stroke& stroke);
  void place_text(const TextRun& run);
  void show(const TextRun& run, std::u16string_view text);
  void string(std::u16string_view text);
  void ellipse(const Box& box);
  void number(long hundredths);  // with a blank behind it
  void digits(long value, int decimals);
  void point(float x, float y);
  void colour(const Colour& colour, char gray, const char* rgb);
  long flipped(float y) const;

  std::string out_;
  float height_ = 0;
  bool in_text_ = false;
  bool in_path_ = false;
  // State of the page as PDF readers have it.
  Colour fill_;
  Stroke stroke_;
  int face_ = -1;
  long size_ = 0;
  long tracking_ = 0;
  bool turned_ = false;           // the text matrix is not just a place
  long text_x_ = 0, text_y_ = 0;  // start of the current text line
};

}  // namespace pleno::pdf
