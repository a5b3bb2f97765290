// The names that a template's expressions may use, and the reading of texts with {{ holes }}: every
// expression is parsed once and checked against the table of facts. Evaluates nothing.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "document/attributes.h"
#include "document/template.h"
#include "feel/schema.h"

namespace pleno::document {

using Names = std::shared_ptr<const feel::Schema>;

// domain/facts.h as a tree. A group or list without members of its own has the shape of the outermost one
// of the same name (kelompok[].peserta[] is like peserta[]).
Names names_of_facts();
// The same names and one more, for the body of a loop.
Names with_name(const Names& names, const std::string& name, const Names& shape);
// The shape of a list's items when the expression is a path, perhaps with a filter at its end; any shape
// when it is something else.
Names items_of(const feel::Expression& list, const Names& names);

struct HoleReading {
  const Reading& reading;
  Names names;
  std::optional<std::string> when_null;
  bool page_numbers = false;  // {{halaman}} and {{jumlah_halaman}} are known here
};

// A text with holes. With `collapse`, runs of white space become one blank, as XML's line breaks mean
// nothing.
Pattern read_pattern(const PlacedText& text, const HoleReading& how, bool collapse);
// One expression, with or without {{ }} around it.
Hole read_expression(const PlacedText& text, const HoleReading& how);

}  // namespace pleno::document
