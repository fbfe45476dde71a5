// Where an object is dropped to be made again: who owns it, who may use it and what is said of it is read from the server before, whatever
// the history knows of it, and brought back behind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "galley/catalog.hpp"
#include "postgresql/types.hpp"

namespace galley::postgresql {

struct KeptObject {
  std::string kind;  // "VIEW", "MATERIALIZED VIEW", "FUNCTION", "PROCEDURE", "TYPE", "TRIGGER", "POLICY", "CONSTRAINT", "INDEX"
  std::string name;  // as SQL has it; of what is on a table: that of the table
  std::string part;  // a constraint, trigger or policy, as it is stored
};
[[nodiscard]] KeptObject kept_object(const SchemaObject& object, const Printing& printing);

/// A DO block that keeps for the session what the server says of the objects; of a view also its columns, and the indexes, triggers and
/// rules that it has.
[[nodiscard]] std::string keep_access(const std::vector<KeptObject>& objects);
/// A DO block that brings back what is not so already.
[[nodiscard]] std::string bring_back_access();

/// Why a step is there that keeps something: by this the writer knows that the script needs the queries below.
inline constexpr std::string_view reason_to_keep = "remember owner, privileges and comments";
/// Lines of a DO block: the queries that the two blocks run, kept for the session.
[[nodiscard]] std::string keep_access_queries();

}  // namespace galley::postgresql
