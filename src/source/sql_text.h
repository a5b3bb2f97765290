// The text of a query before a database sees it. Understands quotes and comments only, never SQL's grammar.
#pragma once
#include <string>
#include <string_view>

namespace pleno::source {

// Without comments (they may hold colons and apostrophes that the database library takes for parameters and
// quotes) and without the semicolon at the end; blanks at the ends removed. Quoted text stays as it is.
std::string bare_sql(std::string_view sql);

// Whether the query begins with select, with or values: the only statements a source may run.
bool is_reading(std::string_view bare);

// Whether :name stands in the query outside quotes (`::type` is no parameter).
bool has_parameter(std::string_view bare, std::string_view name);

// The query with '' for :after and 0 for :limit: it gives the same columns and can stand alone.
std::string with_empty_page(std::string_view bare);

// Whether a semicolon stands outside quotes: more than one statement.
bool has_second_statement(std::string_view bare);

}  // namespace pleno::source
