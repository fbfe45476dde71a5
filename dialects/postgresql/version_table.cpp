#include "postgresql/version_table.hpp"

#include <fmt/format.h>

#include "postgresql/quoting.hpp"

namespace galley::postgresql {
namespace {

std::string checked(std::string_view statement, std::string_view message) {
  return fmt::format("  {};\n  GET DIAGNOSTICS moved = ROW_COUNT;\n{}", statement, refuse_if("  ", "moved <> 1", message, ""));
}

std::string not_current(std::string_view id) { return fmt::format("GAL-G01: revision {} is not current any more", id); }

}  // namespace

std::string create_version_table(const ScriptContext& context) {
  return fmt::format("CREATE TABLE {} (\n      version_num varchar(255) NOT NULL,\n      CONSTRAINT {} PRIMARY KEY (version_num)\n    );",
                     qualified(context.version_table), identifier(shorten_identifier(context.version_table.name + "_pkc")));
}

std::string check_position(const ScriptContext& context, const Section& section) {
  const std::vector<std::string>& expected = context.script.path[static_cast<std::size_t>(section.place) - 1];
  return fmt::format("  LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE;\n", qualified(context.version_table)) +
         refuse_if("  ", fmt::format("{} <> {}", found_rows(context), string_literal(rows_text(expected))),
                   fmt::format("GAL-G01: the database is not at {} any more", shown_rows(expected)), "");
}

std::string move_version_rows(const ScriptContext& context, const VersionRowChange& change) {
  const std::string table = qualified(context.version_table);
  std::string out;
  for (const std::string& id : change.deletes) {
    out += checked(fmt::format("DELETE FROM {} WHERE version_num = {}", table, string_literal(id)), not_current(id));
  }
  if (change.update) {
    const auto& [from, to] = *change.update;
    out += checked(fmt::format("UPDATE {} SET version_num = {} WHERE version_num = {}", table, string_literal(to), string_literal(from)),
                   not_current(from));
  }
  for (const std::string& id : change.inserts) {
    out += checked(fmt::format("INSERT INTO {} (version_num) VALUES ({})", table, string_literal(id)),
                   fmt::format("GAL-G01: revision {} was not recorded", id));
  }
  return out;
}

}  // namespace galley::postgresql
