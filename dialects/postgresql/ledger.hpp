// SQL about the ledger: which steps of a split revision are done. A row with `finished` empty was started and may or may not
// have worked.
#pragma once

#include <string>

#include "postgresql/script_text.hpp"

namespace galley::postgresql {

[[nodiscard]] std::string create_ledger(const ScriptContext& context);
/// Inside a DO block, where the ledger may be missing: stops at rows of another script (GAL-P07) or at a step that was
/// started and never finished, unless it goes on by itself (GAL-N02).
[[nodiscard]] std::string check_ledger(const ScriptContext& context, const std::vector<std::string>& own);
/// A condition: exactly `parts` steps of the revision are finished.
[[nodiscard]] std::string finished_parts(const ScriptContext& context, const Section& section, int parts);

[[nodiscard]] std::string record_started(const ScriptContext& context, const Section& section);
/// Of a step that keeps in `last_key` how far it came; nothing where an earlier run has left its row.
[[nodiscard]] std::string record_resumable(const ScriptContext& context, const Section& section);
[[nodiscard]] std::string record_finished(const ScriptContext& context, const Section& section);
/// After record_started().
[[nodiscard]] std::string mark_finished(const ScriptContext& context, const Section& section);
/// A condition: there is a row of the part that the section takes back, finished or not.
[[nodiscard]] std::string has_undone_part(const ScriptContext& context, const Section& section);
[[nodiscard]] std::string clear_undone_part(const ScriptContext& context, const Section& section);
[[nodiscard]] std::string clear_ledger(const ScriptContext& context, const Section& section);

}  // namespace galley::postgresql
