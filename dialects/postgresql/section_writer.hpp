// One section of a script: its statements with their annotations, and the record that they are done.
#pragma once

#include <string>

#include "postgresql/script_tables.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// `first_statement`: the number within the revision of the section's first statement.
/// Appends the section, which is said to be one of `sections`; returns where in `out` that number stands.
[[nodiscard]] std::size_t write_section(const ScriptContext& context, const Section& section, const SectionTables& tables,
                                        std::size_t first_statement, std::size_t sections, std::string& out);

/// Appends a section that takes back a part of an upgrade that was stopped.
void write_undo_section(const ScriptContext& context, const Section& section, std::size_t first_statement, std::string& out);

}  // namespace galley::postgresql
