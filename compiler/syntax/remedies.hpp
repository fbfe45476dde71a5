// What to write instead of a word that belongs to another database or is a usual slip.
#pragma once

#include <optional>
#include <string_view>

#include "syntax/token.hpp"

namespace galley::syntax {

/// What may follow the header of a revision, or one of its blocks.
inline constexpr std::string_view after_clause = "\"upgrade\", \"downgrade\" or \"revision\"";

/// What was most likely meant, for a token that cannot stand where it stands. `first` is the first one of the source.
[[nodiscard]] std::optional<std::string_view> advice_for(Iterator first, Iterator at, std::string_view expected);
/// For the text of a token that cannot stand where it stands.
[[nodiscard]] std::optional<std::string_view> remedy_for(std::string_view found);

}  // namespace galley::syntax
