// PostgreSQL cannot drop a value of an enumeration, so the type is made anew and every column that uses it is converted:
//   alter enum e drop value 'x' using 'y';
//   -> views, triggers, policies and routines that name the type or a column of it are dropped;
//      ALTER TYPE e RENAME TO e_galley_old;  CREATE TYPE e AS ENUM (...);
//      for each table: what depends on the column is dropped, the column converted, what depends on it made again;
//      DROP TYPE e_galley_old;  what was dropped first is made again
#include <fmt/format.h>

#include <algorithm>

#include "catalog/expressions_of.hpp"
#include "diag/catalogue/postgresql.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

bool is_of(const Column& column, const ObjectName& enumeration) {
  return column.type.kind == TypeKind::enumeration && column.type.name == enumeration;
}

/// Whether the server has stored a cast to the type in it, as a reference to that.
bool casts_to(const Expression& root, const ObjectName& enumeration) {
  bool found = false;
  for_each_expression(root, [&](const Expression& part) {
    const auto* cast = std::get_if<Cast>(&part.node);
    found = found || (cast != nullptr && cast->type && cast->type->kind == TypeKind::enumeration && cast->type->name == enumeration);
  });
  return found;
}

template <class Part>
bool has_cast_to(const Part& part, const ObjectName& enumeration) {
  bool found = false;
  for_each_expression_of(part, [&](const Expression& root) { found = found || casts_to(root, enumeration); });
  return found;
}

/// What the server stores with a reference to the type, as text that would not fit the new one.
bool names_any(const std::vector<std::string>& columns, const Table& table, const ObjectName& enumeration) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
    const Column* column = table.find_column(name);
    return column != nullptr && is_of(*column, enumeration);
  });
}

bool depends_on(const Constraint& constraint, const Table& table, const ObjectName& enumeration) {
  const bool keeps_its_meaning = std::holds_alternative<PrimaryKey>(constraint.what) || std::holds_alternative<Unique>(constraint.what);
  return !keeps_its_meaning && (names_any(columns_of(constraint), table, enumeration) || has_cast_to(constraint, enumeration));
}

bool depends_on(const Index& index, const Table& table, const ObjectName& enumeration) {
  const bool has_expression =
      index.where || std::any_of(index.keys.begin(), index.keys.end(), [](const IndexKey& key) { return key.column() == nullptr; });
  return has_expression && (names_any(columns_of(index), table, enumeration) || has_cast_to(index, enumeration));
}

std::string still_has(std::string_view value, const Column& column) {
  if (column.type.array_dimensions > 0) return fmt::format("{} = ANY ({}::text[])", string_literal(value), identifier(column.name));
  return fmt::format("{}::text = {}", identifier(column.name), string_literal(value));
}

std::string conversion(const DropEnumValue& change, const Column& column, const Printing& printing) {
  const std::string name = identifier(column.name);
  const std::string type = type_text(column.type, printing);
  if (column.type.array_dimensions > 0) {
    if (!change.replacement) return fmt::format("{}::text[]::{}", name, type);
    return fmt::format("array_replace({}::text[], {}, {})::{}", name, string_literal(change.value), string_literal(*change.replacement),
                       type);
  }
  if (!change.replacement) return fmt::format("{}::text::{}", name, type);
  return fmt::format("(CASE {0}::text WHEN {1} THEN {2} ELSE {0}::text END)::{3}", name, string_literal(change.value),
                     string_literal(*change.replacement), type);
}

}  // namespace

void Lowering::operator()(const DropEnumValue& change) {
  const ObjectName old{change.name.schema, shorten_identifier(change.name.name + "_galley_old")};
  const std::string type = shown(change.name);
  refuse_unknown_values(change);
  if (!change.replacement) refuse_remaining(change);
  add(keep_access(kept_with(change.name)), std::string(reason_to_keep), Impact());
  const std::vector<ObjectChange>& objects = operation_->objects;
  for (std::size_t i = objects.size(); i-- > 0;) drop_to_make_again(objects[i].before);
  add(rename_enum({.from = change.name, .to = old}), "put the present enum " + type + " aside");
  add(create_enum(*operation_->enum_after), fmt::format("create enum {} without {}", type, change.value));

  for (const TableChange& user : operation_->tables) {
    for (const Constraint& constraint : user.before->constraints) {
      if (!depends_on(constraint, *user.before, change.name)) continue;
      add(drop_constraint({.table = user.before->name, .constraint = constraint.name}),
          "drop constraint " + shown(user.before->name, constraint.name), {{{qualified(user.before->name), LockMode::access_exclusive}}});
    }
    for (const Index& index : user.before->indexes) {
      if (!depends_on(index, *user.before, change.name)) continue;
      add(drop_index({.table = user.before->name, .index = index.name}), "drop index " + index.name,
          {{{qualified(user.before->name), LockMode::access_exclusive}}});
    }
  }
  for (const TableChange& user : operation_->tables) {
    for (const Column& column : user.after->columns) {
      if (is_of(column, change.name))
        convert_column(change, *user.after, column);
      else if (column.default_value && casts_to(*column.default_value, change.name))
        restate_default(user.after->name, column);
    }
  }
  for (const TableChange& user : operation_->tables) restore_dependents(*user.before, *user.after);
  for (const TableChange& user : operation_->tables) {
    for (const Column& column : user.after->columns)
      if (is_of(column, change.name)) refresh_statistics(user.after->name, column.name);
  }
  add(drop_enum({.name = old}), "drop the enum put aside");
  for (const ObjectChange& object : objects) make_again(object.after);
  add(bring_back_access(), "bring back owner, privileges and comments", Impact());
}

std::vector<KeptObject> Lowering::kept_with(const ObjectName& enumeration) const {
  std::vector<KeptObject> kept{{"TYPE", qualified(enumeration), {}}};
  for (const ObjectChange& object : operation_->objects) kept.push_back(kept_object(*object.before, printing_));
  for (const TableChange& user : operation_->tables) {
    const Table& table = *user.before;
    for (const Constraint& constraint : table.constraints)
      if (depends_on(constraint, table, enumeration)) kept.push_back({"CONSTRAINT", qualified(table.name), constraint.name});
    for (const Index& index : table.indexes)
      if (depends_on(index, table, enumeration)) kept.push_back({"INDEX", qualified(index_name(table.name, index.name)), {}});
  }
  return kept;
}

/// A value that the history does not know at this place would be lost with the type.
void Lowering::refuse_unknown_values(const DropEnumValue& change) {
  std::vector<std::string> values;
  for (const EnumValue& value : operation_->enum_before->values) values.push_back(string_literal(value.text));
  const std::string name = qualified(change.name);
  const std::string found = fmt::format(
      "ARRAY(SELECT enumlabel::text FROM pg_catalog.pg_enum WHERE enumtypid = pg_catalog.to_regtype({}) ORDER BY enumsortorder)",
      string_literal(name));
  const std::string body = refuse_if_expression(
      "  ", fmt::format("{}\n     IS DISTINCT FROM ARRAY[{}]", found, fmt::join(values, ", ")),
      fmt::format("{} || pg_catalog.array_to_string({}, ', ')",
                  string_literal(fmt::format("GAL-G06: the values of enum {} are not what the history says: ", name)), found),
      string_literal("The type is made anew, and would lose those that the history does not know here."));
  add(fmt::format("DO {};", dollar_quoted("\nBEGIN\n" + body + "END ", "galley")), "compare the values of enum " + shown(change.name),
      Impact());
}

/// The conversion would fail too, but without the place of the rows.
void Lowering::refuse_remaining(const DropEnumValue& change) {
  std::string checks;
  for (const TableChange& user : operation_->tables) {
    for (const Column& column : user.before->columns) {
      if (!is_of(column, change.name)) continue;
      const std::string found = still_has(change.value, column);
      checks += fmt::format(
          "  IF EXISTS (SELECT FROM {} WHERE {}) THEN\n    RAISE EXCEPTION USING MESSAGE = {},\n      HINT = {};\n  END IF;\n",
          qualified(user.before->name), found,
          string_literal(fmt::format("GAL-D01: rows of {} still have {} in {}", qualified(user.before->name), change.value, column.name)),
          string_literal("Change them first, or name a replacement: alter enum ... drop value ... using ..."));
    }
  }
  if (checks.empty()) return;
  Step& step = add(fmt::format("DO {};", dollar_quoted("\nBEGIN\n" + checks + "END ", "galley")),
                   fmt::format("refuse rows that still have {}", change.value), Impact());
  step.scans_table = true;
}

void Lowering::convert_column(const DropEnumValue& change, const Table& table, const Column& column) {
  const std::string name = identifier(column.name);
  std::vector<std::string> actions;
  if (column.default_value) actions.push_back(fmt::format("ALTER COLUMN {} DROP DEFAULT", name));
  actions.push_back(
      fmt::format("ALTER COLUMN {} TYPE {} USING {}", name, type_text(column.type, printing_), conversion(change, column, printing_)));
  if (column.default_value) {
    actions.push_back(fmt::format("ALTER COLUMN {} SET DEFAULT {}", name, expression_text(*column.default_value, printing_)));
  }
  add(alter_table(table.name, actions), "convert " + shown(table.name, column.name),
      {{{qualified(table.name), LockMode::access_exclusive}}, true, true});
}

/// The column is of another type, but its default goes by way of this one.
void Lowering::restate_default(const ObjectName& table, const Column& column) {
  add(alter_table(table, {fmt::format("ALTER COLUMN {} SET DEFAULT {}", identifier(column.name),
                                      expression_text(*column.default_value, printing_))}),
      "make the default of " + shown(table, column.name) + " again", {{{qualified(table), LockMode::access_exclusive}}});
}

void Lowering::restore_dependents(const Table& before, const Table& after) {
  const ObjectName& enumeration = operation_->enum_before->name;
  const std::string table = qualified(after.name);
  for (const Constraint& constraint : after.constraints) {
    if (!depends_on(constraint, before, enumeration)) continue;
    add(add_constraint({.table = after.name, .constraint = constraint}, printing_),
        "make constraint again: " + shown(after.name, constraint.name), {{{table, LockMode::access_exclusive}}, false, constraint.valid});
  }
  for (const Index& index : after.indexes) {
    if (!depends_on(index, before, enumeration)) continue;
    add(create_index({.table = after.name, .index = index}, printing_), "make index again: " + index.name,
        {{{table, LockMode::share}}, false, true});
  }
}

}  // namespace galley::postgresql
