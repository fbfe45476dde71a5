// Names that the user left out.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

struct NameParts {
  std::string_view table;
  std::vector<std::string> columns;
  std::string_view referenced_table;
};

/// The convention with its {table}, {columns} and {referenced_table} filled in, cut to what servers take. Where the name is
/// taken, the first of name_2, name_3 ... that is free.
[[nodiscard]] std::string conventional_name(std::string_view convention, const NameParts& parts,
                                            const std::function<bool(const std::string&)>& is_taken);

}  // namespace galley
