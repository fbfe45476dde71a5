// Where a script can be cut as if its client had been killed.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace galley::testing {

/// Offsets behind each line that ends a statement or is a command of psql or sqlite3 (after which the client has sent all
/// that stands above). A cut anywhere else would feed the server half a statement, which no kill does.
[[nodiscard]] std::vector<std::size_t> statement_ends(std::string_view script);

}  // namespace galley::testing
