#include "postgresql/version_table.hpp"

#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/any_revision.hpp"
#include "postgresql/quoting.hpp"

namespace galley::postgresql {
namespace {

std::string checked(std::string_view statement, std::string_view message) {
  return concatenated("  ", statement, ";\n  GET DIAGNOSTICS moved = ROW_COUNT;\n", refuse_if("  ", "moved <> 1", message, ""));
}

std::string not_current(std::string_view id) { return concatenated("GAL-G01: revision ", id, " is not current any more"); }

const std::vector<std::string>& rows_before(const ScriptContext& context, const Section& section) {
  return context.script.path[static_cast<std::size_t>(section.place) - (section.undoes > 0 ? 0 : 1)];
}

}  // namespace

std::string create_version_table(const ScriptContext& context) {
  return fmt::format("CREATE TABLE {} (\n      version_num varchar(255) NOT NULL,\n      CONSTRAINT {} PRIMARY KEY (version_num)\n    );",
                     qualified(context.version_table), identifier(shorten_identifier(context.version_table.name + "_pkc")));
}

std::string check_position(const ScriptContext& context, const Section& section) {
  return concatenated("  ", lock_version_table(context), '\n', check_turn(context, section));
}

std::string check_turn(const ScriptContext& context, const Section& section) {
  return context.script.is_for_any_revision() ? check_is_next(section) : check_rows(context, rows_before(context, section));
}

std::string is_turn_of(const ScriptContext& context, const Section& section) {
  if (context.script.is_for_any_revision()) return is_next(section);
  return concatenated(context.found_rows, " = ", string_literal(rows_text(rows_before(context, section))));
}

std::string has_arrived(const ScriptContext& context) {
  if (context.script.is_for_any_revision()) return nothing_is_next();
  return concatenated(context.found_rows, " = ", string_literal(rows_text(context.script.path.back())));
}

std::string lock_version_table(const ScriptContext& context) {
  return concatenated("LOCK TABLE ", context.version_table_text, " IN SHARE ROW EXCLUSIVE MODE;");
}

std::string check_rows(const ScriptContext& context, const std::vector<std::string>& expected) {
  return refuse_if("  ", concatenated(context.found_rows, " <> ", string_literal(rows_text(expected))),
                   concatenated("GAL-G01: the database is not at ", shown_rows(expected), " any more"), "");
}

std::string_view move_declarations(const ScriptContext& context) { return context.script.is_for_any_revision() ? "" : "  moved bigint;\n"; }

std::string move_version_rows(const ScriptContext& context, const Section& section) {
  if (context.script.is_for_any_revision()) return record_revision(section);
  const VersionRowChange& change = *revision_of(context.script, section).change;
  const std::string& table = context.version_table_text;
  std::string out;
  for (const std::string& id : change.deletes) {
    out += checked(concatenated("DELETE FROM ", table, " WHERE version_num = ", string_literal(id)), not_current(id));
  }
  if (change.update) {
    const auto& [from, to] = *change.update;
    out += checked(concatenated("UPDATE ", table, " SET version_num = ", string_literal(to), " WHERE version_num = ", string_literal(from)),
                   not_current(from));
  }
  for (const std::string& id : change.inserts) {
    out += checked(concatenated("INSERT INTO ", table, " (version_num) VALUES (", string_literal(id), ")"),
                   concatenated("GAL-G01: revision ", id, " was not recorded"));
  }
  return out;
}

}  // namespace galley::postgresql
