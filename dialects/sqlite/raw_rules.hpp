// How SQLite's lexer sees raw text.
#pragma once

#include "raw_tokens.hpp"

namespace galley::sqlite {

inline constexpr RawRules raw_rules{.bracket_identifiers = true, .backtick_identifiers = true, .trigger_bodies = true};

}  // namespace galley::sqlite
