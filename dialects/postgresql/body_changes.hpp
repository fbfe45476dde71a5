// What the body of a DO block may do to the schema. It is code: which of its statements run, and with what names, only the server
// knows.
#pragma once

#include <string_view>
#include <vector>

#include "galley/dialect.hpp"

namespace galley::postgresql {

/// Every table, view, sequence, type and routine that a `create`, `alter` or `drop` in the text names, also in strings of it, which may
/// be executed. Each once, with offsets in the text. An index and a trigger stand for their table where it is named.
[[nodiscard]] std::vector<RawReference> changes_in_body(std::string_view text);

}  // namespace galley::postgresql
