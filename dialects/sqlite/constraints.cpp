#include "sqlite/constraints.hpp"

#include <fmt/format.h>

#include "clause_text.hpp"
#include "sqlite/expressions.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

std::string_view deferral_text(Deferral deferral) {
  switch (deferral) {
    case Deferral::not_deferrable:
      return {};
    case Deferral::initially_immediate:
      return " DEFERRABLE INITIALLY IMMEDIATE";
    case Deferral::initially_deferred:
      break;
  }
  return " DEFERRABLE INITIALLY DEFERRED";
}

std::string references(const ForeignKey& key, const Constraint& constraint, const Context& context) {
  if (!key.on_delete_columns.empty()) context.no_counterpart(constraint.span, "a column list in ON DELETE");
  if (key.match == MatchType::full && key.columns.size() > 1) context.no_counterpart(constraint.span, "MATCH FULL");
  std::string sql = fmt::format("REFERENCES {} ({})", context.name(key.table, constraint.span), identifier_list(key.referenced_columns));
  if (key.on_delete != ReferentialAction::no_action) sql += fmt::format(" ON DELETE {}", clause_text(key.on_delete));
  if (key.on_update != ReferentialAction::no_action) sql += fmt::format(" ON UPDATE {}", clause_text(key.on_update));
  sql += deferral_text(constraint.deferral);
  return sql;
}

std::string check(const Check& check, const Context& context) {
  return fmt::format("CHECK ({})", write_expression(check.condition, Place::check, context));
}

/// A key's own remarks: what SQLite does not keep of it.
void note_key(const Constraint& constraint, const std::vector<std::string>& include, const Context& context) {
  if (!include.empty()) context.note(fmt::format("{}: the included columns are left out, SQLite has none", constraint.name));
  if (constraint.deferral != Deferral::not_deferrable)
    context.note(fmt::format("{}: SQLite checks a key at once, never later", constraint.name));
}

std::string what_text(const Constraint& constraint, const Context& context) {
  return match(
      constraint.what,
      [&](const PrimaryKey& key) {
        note_key(constraint, key.include, context);
        return fmt::format("PRIMARY KEY ({})", identifier_list(key.columns));
      },
      [&](const Unique& key) {
        note_key(constraint, key.include, context);
        if (key.nulls_not_distinct) context.no_counterpart(constraint.span, "NULLS NOT DISTINCT");
        return fmt::format("UNIQUE ({})", identifier_list(key.columns));
      },
      [&](const ForeignKey& key) {
        return fmt::format("FOREIGN KEY ({}) {}", identifier_list(key.columns), references(key, constraint, context));
      },
      [&](const Check& condition) { return check(condition, context); },
      [&](const Exclude&) {
        context.no_counterpart(constraint.span, "an exclusion constraint");
        return std::string("CHECK (TRUE)");
      });
}

std::string named(const Constraint& constraint, const std::string& what) {
  return fmt::format("CONSTRAINT {} {}", identifier(constraint.name), what);
}

}  // namespace

std::string column_constraint(const Constraint& constraint, const Context& context) {
  const auto* key = std::get_if<ForeignKey>(&constraint.what);
  return named(constraint, key != nullptr ? references(*key, constraint, context) : what_text(constraint, context));
}

std::string table_constraint(const Constraint& constraint, const Context& context) {
  return named(constraint, what_text(constraint, context));
}

}  // namespace galley::sqlite
