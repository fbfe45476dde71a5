// The programs that scripts are written for.
#pragma once

#include <string_view>

namespace galley {

/// "psql", "sqlite3"
[[nodiscard]] std::string_view shell_of(std::string_view dialect);

}  // namespace galley
