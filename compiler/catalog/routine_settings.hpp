// Settings that a routine has while it runs: each name once, in the order in which they were set, whatever the case of the name.
#pragma once

#include <string_view>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

[[nodiscard]] const StorageOption* find_setting(const std::vector<StorageOption>& settings, std::string_view name);
void put_setting(std::vector<StorageOption>& settings, const StorageOption& setting);
void erase_setting(std::vector<StorageOption>& settings, std::string_view name);

}  // namespace galley
