// A view as if it were a table, for what is resolved against columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// Its name and columns, of no known type. Of a view that says `select *` not all columns are known: then those `assumed`.
[[nodiscard]] Table shape_of(const SchemaObject& view, const std::vector<std::string>& assumed);

inline constexpr std::string_view check_option_name = "check_option";
/// What an option `check_option = local` of a view says; nothing of any other one. The catalog keeps it apart from the options.
[[nodiscard]] std::optional<ast::CheckOption> check_option_of(const SchemaObject& view, const StorageOption& option);

}  // namespace galley
