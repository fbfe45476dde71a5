// What a rehearsal prints.
#pragma once

#include <string>
#include <vector>

#include "rehearse/rehearsal.hpp"

namespace galley {

/// Every step with what it did and how long it took, and below them the sum.
[[nodiscard]] std::string steps_text(const RehearsedScript& script);
/// "the schema is what the history says: 2 tables, 1 index", or how it differs.
[[nodiscard]] std::string schema_report(const std::vector<SchemaDifference>& differences, const SchemaListing& found);
/// Objects that the history does not know are none of its business.
[[nodiscard]] bool is_as_wanted(const std::vector<SchemaDifference>& differences);

}  // namespace galley
