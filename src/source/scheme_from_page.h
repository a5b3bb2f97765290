// Reads a scheme page as the LSP publishes it and as people copy it from there: the list of units, then the
// elements and KUK of each. Texts are kept letter by letter; never corrects, joins or re-wraps anything.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scheme.h"
#include "text/diagnostic.h"

namespace pleno::source {

// The units of a page, in the order of its list, or nothing when the page has errors (they are in `found`,
// each with line and unit). Two layouts are read, also mixed: table rows `a | b |` (or tabs) with all KUK of
// an element on one line; or one cell, element or KUK a line, blank lines anywhere, `Kode unit:` and the code
// on two lines, headings `Unit #1: title`. Lines before "Terdapat n unit" and from "©" on are not the page's.
// A page that does not add up is an error: another number of units than announced, a unit listed without a
// body or the reverse, a gap in the numbers of units, elements or KUK, nothing under a unit or an element, a
// unit twice. `file` is used in places only.
std::optional<std::vector<Unit>> units_from_page(std::string_view page, const std::string& file,
                                                 Diagnostics& found);

// Oddities of text, as warnings: unbalanced parentheses, no blank after a comma, spaced dashes, doubled
// blanks, KUK of one unit that differ in one word, and units of several schemes that look like one unit under
// another code or revision, or like two under one code. Nothing is changed.
Diagnostics lint(const std::vector<Scheme>& schemes);

}  // namespace pleno::source
