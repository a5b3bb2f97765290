// Template + facts -> Document: holes filled, loops unrolled, conditions decided. Never invents: what has
// no value is an error with the template's line and the record, unless the template says null="…".
#pragma once
#include "document/template.h"
#include "domain/document.h"
#include "feel/value.h"

namespace pleno::document {

// The functions of functions.h are known without being in `facts`. Errors do not stop the filling, so that
// all of them are found at once; a document with errors must not be issued.
Document fill(const Template& form, const feel::Context& facts, Diagnostics& found);

// Whether these facts give the document an occasion. Where a <requires> of the template does not hold, its
// words go to `found` as a warning, and nobody should print it.
bool has_occasion(const Template& form, const feel::Context& facts, Diagnostics& found);

}  // namespace pleno::document
