// The URL of a source database, taken apart. Never opens anything.
#pragma once
#include <map>
#include <string>

namespace pleno::source {

struct DatabaseUrl {
  std::string kind;  // "sqlite3", "postgresql", "mysql"
  std::string path;  // the file of sqlite3, or the name of the database
  std::string user, password, host, port;
  std::map<std::string, std::string> options;  // behind "?"
  std::string shown;                           // for messages, without the password
};

// Throws Error{Configuration} for a kind that is not one of the three and for what is no URL.
DatabaseUrl parse_database_url(const std::string& url);

}  // namespace pleno::source
