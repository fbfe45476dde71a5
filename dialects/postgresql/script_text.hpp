// Pieces that every part of a script for psql is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "galley/dialect.hpp"
#include "galley/script.hpp"
#include "galley/script_settings.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"

namespace galley::postgresql {

/// The rows of the version table as one text, as the database has them: a scalar sub-select.
[[nodiscard]] std::string found_rows_text(const ObjectName& version_table);

/// What the parts of the writer share.
struct ScriptContext {
  const Script& script;
  const SourceSet& sources;
  std::string default_schema;
  ObjectName version_table;
  ObjectName ledger;
  Target target;
  Annotations annotations = Annotations::brief;
  ScriptSettings settings = {};
  /// As they are written; every section needs them.
  std::string version_table_text = qualified(version_table);
  std::string found_rows = found_rows_text(version_table);
};

/// Rows of the version table as one text: sorted, with commas; ids hold none. Empty at base.
[[nodiscard]] std::string rows_text(const std::vector<std::string>& rows);
/// "base", "a1", "b1, b2"
[[nodiscard]] std::string shown_rows(const std::vector<std::string>& rows);

/// DO $galley$ ... $galley$; `declarations` and `body` are whole lines.
[[nodiscard]] std::string do_block(std::string_view declarations, std::string_view body);
/// Lines of a DO block: IF condition THEN RAISE EXCEPTION; `indent` is that of the IF, `hint` may be empty.
[[nodiscard]] std::string refuse_if(std::string_view indent, std::string_view condition, std::string_view message, std::string_view hint);
/// The same with SQL expressions for the two texts.
[[nodiscard]] std::string refuse_if_expression(std::string_view indent, std::string_view condition, std::string_view message,
                                               std::string_view hint);

/// \echo 'text'
[[nodiscard]] std::string echo(std::string_view text);
/// The text wrapped between items, each line but the first behind `indent`.
[[nodiscard]] std::string wrapped(const std::vector<std::string>& items, std::string_view indent);

/// Whether the section's statement may be half done after a kill, unknown to everybody.
[[nodiscard]] bool is_unsafe(const Section& section);
/// Whether the section's statement goes on where it was stopped.
[[nodiscard]] bool is_resumable(const Section& section);
/// Whether steps of the revision are kept in the ledger.
[[nodiscard]] bool keeps_ledger(const Section& section);
/// Then nothing is in use that it could block.
[[nodiscard]] bool starts_at_base(const Script& script);
[[nodiscard]] const RevisionInScript& revision_of(const Script& script, const Section& section);

}  // namespace galley::postgresql
