// Functions of other databases.
#pragma once

#include <string_view>

namespace galley {

/// What is written here in place of such a function, by its name in lower case; empty where none is known.
[[nodiscard]] std::string_view counterpart_of(std::string_view function);

}  // namespace galley
