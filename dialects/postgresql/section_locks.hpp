// How a section begins: all its locks or none, then a look at whether everything is as the script expects.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postgresql/script_tables.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// A DO block: the locks of the section (GAL-G07), the version rows (GAL-G01), the shape of its tables (GAL-G06).
[[nodiscard]] std::string enter_section(const ScriptContext& context, const Section& section, const SectionTables& tables);
/// The same as lines of a DO block.
struct SectionEntry {
  std::string declarations;
  std::string body;
};
[[nodiscard]] SectionEntry section_entry(const ScriptContext& context, const Section& section, const SectionTables& tables);
/// The same for a section that takes back a part of an upgrade.
[[nodiscard]] std::string enter_undo(const ScriptContext& context, const Section& section, const SectionTables& tables);
/// The same for all sections together, where the script is one transaction.
[[nodiscard]] std::string enter_script(const ScriptContext& context, const std::vector<SectionLock>& locks,
                                       const std::vector<std::string>& shapes);
/// Lines of a DO block with a variable `differences`: the shape of the tables that the section finds (GAL-G06), or nothing.
[[nodiscard]] std::string compare_found(const ScriptContext& context, const Section& section, const SectionTables& tables);
/// The shapes of the tables that the section finds; `only_new`: those that no section before it has touched.
[[nodiscard]] std::vector<std::string> shapes_found(const ScriptContext& context, const Section& section, const SectionTables& tables,
                                                    bool only_new);
/// By name; without those that cannot be compared.
[[nodiscard]] std::map<std::string, std::vector<std::string>> shapes_by_table(const ScriptContext& context, const Section& section,
                                                                              const SectionTables& tables);
/// Comments for the tables that cannot be compared.
[[nodiscard]] std::string not_compared(const ScriptContext& context, const SectionTables& tables);

/// Lines of a DO block that take the locks, `first` before all others, in as many attempts as the settings allow. Nothing is
/// held between two attempts.
[[nodiscard]] std::string take_locks(const ScriptContext& context, const std::string& first, const std::vector<SectionLock>& locks);

}  // namespace galley::postgresql
