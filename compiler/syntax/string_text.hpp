// The value behind the spellings of strings and quoted names: 'it''s', E'a\tb', U&'d\0061', "a name", and any of them in
// several pieces on several lines.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace galley::syntax {

struct StringFault {  // an escape that means nothing
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct StringValue {
  std::string text;
  std::optional<StringFault> fault;  // the first one
};

/// The whole token, with prefix and quotes. The quotes are known to be closed.
[[nodiscard]] StringValue string_value(std::string_view token);

/// Where the quote that is opened before `begin` is closed; npos where it is not.
[[nodiscard]] std::size_t closing_quote(std::string_view text, std::size_t begin, char mark, bool has_backslashes);

}  // namespace galley::syntax
