// Which files of a folder hold migrations.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace galley {

/// Every *.mig below the folder, by name, so that the order of a directory decides nothing. Links to folders are not followed.
/// Nothing where a folder cannot be read; `error` says which and why.
[[nodiscard]] std::optional<std::vector<std::string>> find_migrations(const std::string& folder, std::string& error);

}  // namespace galley
