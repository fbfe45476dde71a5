// Names that need no schema because every server has them in pg_catalog.
#pragma once

#include <string_view>

namespace galley::postgresql {

[[nodiscard]] bool is_builtin_function(std::string_view name);
[[nodiscard]] bool is_builtin_type(std::string_view name);
[[nodiscard]] bool is_builtin_operator_class(std::string_view name);

}  // namespace galley::postgresql
