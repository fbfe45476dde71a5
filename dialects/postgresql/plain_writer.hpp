// Scripts for any client: nothing but SQL. Each section is one DO block, so it happens or does not, inside a transaction and
// outside of one, whether the client goes on after an error or not.
#pragma once

#include <cstddef>
#include <string>

#include "postgresql/script_facts.hpp"
#include "postgresql/script_tables.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// Appends the section, which is said to be one of `sections`; returns where in `out` that number stands.
[[nodiscard]] std::size_t write_plain_section(const ScriptContext& context, const Section& section, const SectionTables& tables,
                                              std::size_t first_statement, std::size_t sections, std::string& out);
/// The session's settings and the preflight (GAL-P..). Sections run only where it has passed, in the same session (GAL-G09).
[[nodiscard]] std::string plain_preflight(const ScriptContext& context, const ScriptFacts& facts);
/// Stops unless everything has been done (GAL-G10).
[[nodiscard]] std::string plain_closing(const ScriptContext& context);

}  // namespace galley::postgresql
