// What to write instead of a word that belongs to another database or is a usual slip.
#pragma once

#include <optional>
#include <string_view>

namespace galley::syntax {

/// For the text of a token that cannot stand where it stands.
[[nodiscard]] std::optional<std::string_view> remedy_for(std::string_view found);

}  // namespace galley::syntax
