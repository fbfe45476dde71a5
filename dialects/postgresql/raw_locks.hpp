// Which relations a statement of raw SQL locks, as far as its text tells.
#pragma once

#include <string>
#include <string_view>

#include "postgresql/lock_facts.hpp"
#include "postgresql/parse_node.hpp"

namespace galley::postgresql {

/// How the reason of a step of raw SQL begins; nobody knows what such a step rewrites.
inline constexpr std::string_view raw_reason = "raw SQL: ";

struct RawLocks {
  Impact impact;
  bool is_known = true;  // otherwise the text says nothing of what is locked, or not all of it
};
/// Names without a schema are taken for those of `default_schema`. Foreign keys, triggers and partitions are not in the text.
[[nodiscard]] RawLocks locks_of_raw(const ParseNode& tree, const std::string& default_schema);

}  // namespace galley::postgresql
