// What a failure of SOCI means for Pleno: which kind of error, and whether the same work may be tried again.
#pragma once
#include <string>

#include "text/error.h"

namespace soci {
class soci_error;
}  // namespace soci

namespace pleno::journal {

struct SqlFault {
  Error error;
  bool connection_lost = false;  // the session is of no more use
  bool repeat = false;           // the same transaction may succeed at once
};

// `connected`: it broke in a session, not while making one. `shown_url` stands in the error's context.
SqlFault fault_of(const soci::soci_error& broken, bool connected, const std::string& shown_url);

// The integrity alarm: nothing may be issued until a person has looked.
Error alarm(const std::string& message, const std::string& context);

}  // namespace pleno::journal
