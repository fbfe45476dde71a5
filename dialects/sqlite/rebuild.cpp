#include "sqlite/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diag/catalogue/sqlite.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/reasons.hpp"
#include "sqlite/row_copy.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

std::string literal_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + string_literal(name);
  return list;
}

/// Holds when the table has nothing that the rebuild would lose because the history does not know of it.
std::string nothing_unknown(const Table& table, const std::vector<ObjectPointer>& triggers, const Context& context) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns) columns.push_back(column.name);
  std::vector<std::string> indexes;
  for (const Index& index : table.indexes) indexes.push_back(index.name);
  std::vector<std::string> known_triggers;
  for (const ObjectPointer& trigger : triggers) known_triggers.push_back(trigger->key.part);
  const auto but = [](const std::vector<std::string>& names) {
    return names.empty() ? "" : fmt::format(" AND name COLLATE NOCASE NOT IN ({})", literal_list(names));
  };
  const std::string name = string_literal(table.name.name);
  return fmt::format(
      "NOT EXISTS (SELECT 1 FROM sqlite_master WHERE tbl_name COLLATE NOCASE = {0} AND (type = 'trigger'{4} OR type = 'index' AND sql "
      "IS NOT NULL{1}))\n"
      "   AND NOT EXISTS (SELECT 1 FROM {2}({0}) WHERE name COLLATE NOCASE NOT IN ({3}))",
      name, but(indexes), context.capabilities.lists_hidden_columns ? "pragma_table_xinfo" : "pragma_table_info", literal_list(columns),
      but(known_triggers));
}

/// What all of the group's operations say of themselves, for the first of its steps.
void describe(Step& step, const Rebuild& rebuild, const std::vector<Operation>& operations) {
  for (const std::size_t place : rebuild.operations) {
    const Operation& operation = operations[place];
    step.span = operation.span;
    const bool is_main = operation.tables.front().before->name == rebuild.before->name;  // else its own statement says it
    if (is_main && !operation.loss.empty()) step.loss += (step.loss.empty() ? "" : "; ") + operation.loss;
    step.reversibility = std::max(step.reversibility, operation.reversibility);
    step.notes.insert(step.notes.end(), operation.notes.begin(), operation.notes.end());
  }
}

std::string reason_of(const Rebuild& rebuild, const std::vector<Operation>& operations) {
  std::string reason;
  for (const std::size_t place : rebuild.operations) reason += (reason.empty() ? "" : "; ") + reason_text(operations[place].change);
  return reason;
}

/// What the new definition gives to remark that the old one did not.
std::string new_definition(const std::string& new_name, const Rebuild& rebuild, const Context& context) {
  Diagnostics ignored;
  std::vector<std::string> known;
  static_cast<void>(create_table({.name = new_name}, *rebuild.before, Context{context.capabilities, context.options, ignored, known}));
  std::vector<std::string> notes;
  std::string sql =
      create_table({.name = new_name}, *rebuild.after, Context{context.capabilities, context.options, context.diagnostics, notes});
  for (std::string& note : notes) {
    if (std::find(known.begin(), known.end(), note) == known.end()) context.note(std::move(note));
  }
  return sql;
}

/// AUTOINCREMENT never gives out a number again; the counter has to follow, as copying rows only raises it to the highest.
std::vector<std::string> counter_statements(const std::string& old_name, const std::string& new_name) {
  return {fmt::format("DELETE FROM sqlite_sequence WHERE name = {};", string_literal(new_name)),
          fmt::format("INSERT INTO sqlite_sequence (name, seq) SELECT {}, seq FROM sqlite_sequence WHERE name = {};",
                      string_literal(new_name), string_literal(old_name))};
}

/// At what the identity says, or behind the rows that were copied.
std::vector<std::string> new_counter(const std::string& new_name, const std::string& counter) {
  return {fmt::format("UPDATE sqlite_sequence SET seq = max(seq, {}) WHERE name = {};", counter, string_literal(new_name)),
          fmt::format(
              "INSERT INTO sqlite_sequence (name, seq) SELECT {0}, {1} WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = {0});",
              string_literal(new_name), counter)};
}

}  // namespace

std::vector<Step> rebuild_steps(const Rebuild& rebuild, const std::vector<Operation>& operations, const Context& context) {
  const Table& before = *rebuild.before;
  const Table& after = *rebuild.after;
  const std::string new_name = std::string(rebuild_prefix) + after.name.name;
  const std::string old_table = identifier(before.name.name);
  const std::string table = identifier(after.name.name);
  std::vector<Step> steps;
  const auto add = [&](std::string sql, std::string reason) -> Step& {
    return steps.emplace_back(make_step(std::move(sql), std::move(reason), operations[rebuild.operations.back()].span));
  };

  if (before.temporary) {
    context.diagnostics.report(operations[rebuild.operations.back()].span, diag::sqlite_temporary_rebuild, before.name.name)
        .help("create it as it is to be");
  }
  Step& create = add(new_definition(identifier(new_name), rebuild, context),
                     fmt::format("rebuild {}: {}", after.name.name, reason_of(rebuild, operations)));
  create.prepare = foreign_keys_off;
  create.proof = nothing_unknown(before, rebuild.triggers, context);
  create.proof_message =
      fmt::format("GAL-G05: table {} has a trigger, an index or a column that is not in the history and would be lost", before.name.name);
  describe(create, rebuild, operations);
  Step& copy = add(copy_rows(rebuild, operations, context), "copy the rows");
  copy.rewrites_table = true;
  copy.proof = fmt::format("(SELECT count(*) FROM {}) = (SELECT count(*) FROM {})", identifier(new_name), old_table);
  copy.proof_message = "GAL-G12: not every row has come into the new table";
  if (has_counter(before) && has_counter(after)) {
    for (std::string& sql : counter_statements(before.name.name, new_name)) add(std::move(sql), "carry the counter of AUTOINCREMENT");
  } else if (const std::string counter = first_counter(after); !counter.empty()) {
    for (std::string& sql : new_counter(new_name, counter)) add(std::move(sql), "start the counter of AUTOINCREMENT");
  }
  add(fmt::format("DROP TABLE {};", old_table), "drop the old table");
  add("PRAGMA legacy_alter_table = ON;", "views and triggers of other tables may name the table: leave them alone");
  add(fmt::format("ALTER TABLE {} RENAME TO {};", identifier(new_name), table), "give the name over");
  add("PRAGMA legacy_alter_table = OFF;", "back to normal");
  for (const Index& index : after.indexes) add(create_index(after, index, false, context), fmt::format("index {} again", index.name));
  for (const ObjectPointer& trigger : rebuild.triggers)
    add(create_trigger(*trigger, trigger->span, context), fmt::format("trigger {} again", trigger->key.part));
  return steps;
}

}  // namespace galley::sqlite
