// A client of SQLite that goes on after every error, as programs do that never look at a result.
#pragma once

#include <string>
#include <vector>

namespace galley::testing {

/// Every statement in order, in one connection; what was said about those that failed.
[[nodiscard]] std::vector<std::string> run_every_statement(const std::string& database, const std::string& script);

}  // namespace galley::testing
