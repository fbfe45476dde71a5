// One script for databases at different revisions: the script carries the graph, the preflight works out in the database what is
// applied, and each section asks for it. What the preflight finds stays in temporary tables and functions of the session.
#pragma once

#include <string>

#include "postgresql/script_facts.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// Lines of the preflight's DO block with a variable `seen`: which revisions are applied. Stops at rows that the graph does not
/// know or that cannot be together, and below the start of the script (GAL-P09).
[[nodiscard]] std::string find_applied(const ScriptContext& context);
/// Lines of the preflight's DO block with variables `touch`, `differences`, `more`: compares each table with what the next revision
/// that touches it expects (GAL-P06), and keeps for the sections what they compare.
[[nodiscard]] std::string compare_pending(const ScriptContext& context, const ScriptFacts& facts);
/// Lines of the preflight's DO block: what the sections call.
[[nodiscard]] std::string make_functions(const ScriptContext& context, const ScriptFacts& facts);

// What the sections say:
[[nodiscard]] std::string is_next(const Section& section);
[[nodiscard]] std::string check_is_next(const Section& section);
[[nodiscard]] std::string compare_kept(std::string_view indent, const Section& section);
[[nodiscard]] std::string record_revision(const Section& section);
/// A condition: every revision of the script is applied.
[[nodiscard]] std::string nothing_is_next();

}  // namespace galley::postgresql
