// Storage parameters as the catalog keeps them: each name once, in order of the names.
#pragma once

#include "galley/catalog.hpp"

namespace galley {

/// A table that is in no tablespace of its own is in this one, unless the database says otherwise.
inline constexpr std::string_view default_tablespace = "pg_default";

[[nodiscard]] const StorageOption* find_option(const std::vector<StorageOption>& options, std::string_view name);
void put_option(std::vector<StorageOption>& options, StorageOption option);
void erase_option(std::vector<StorageOption>& options, std::string_view name);

}  // namespace galley
