#include <fmt/format.h>

#include "base/append.hpp"
#include "clause_text.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

/// REFERENCES public.users (id) ON DELETE CASCADE
std::string references(const ForeignKey& key) {
  std::string out = concatenated("REFERENCES ", qualified(key.table), ' ', name_list(key.referenced_columns));
  if (key.match == MatchType::full) out += " MATCH FULL";
  if (key.on_delete != ReferentialAction::no_action) out += fmt::format(" ON DELETE {}", clause_text(key.on_delete));
  if (!key.on_delete_columns.empty()) out += " " + name_list(key.on_delete_columns);
  if (key.on_update != ReferentialAction::no_action) out += fmt::format(" ON UPDATE {}", clause_text(key.on_update));
  return out;
}

std::string include(const std::vector<std::string>& columns) { return columns.empty() ? "" : " INCLUDE " + name_list(columns); }

/// Of the index behind a key.
template <class Key>
std::string index_clauses(const Key& key) {
  std::string out = key.options.empty() ? "" : " WITH " + storage_options(key.options);
  if (key.tablespace) out += " USING INDEX TABLESPACE " + identifier(*key.tablespace);
  return out;
}

std::string exclude_text(const Exclude& exclude, const Printing& printing) {
  std::string elements;
  for (const Exclude::Element& element : exclude.elements) {
    elements += concatenated(elements.empty() ? "" : ", ", index_key(element.key, printing), " WITH ", element.op);
  }
  std::string out = concatenated("EXCLUDE USING ", identifier(exclude.method), " (", elements, ')');
  if (exclude.where) out += concatenated(" WHERE (", expression_text(*exclude.where, printing), ')');
  return out;
}

std::string check_text(const Check& check, const Printing& printing) {
  return concatenated("CHECK (", expression_text(check.condition, printing), ')', check.no_inherit ? " NO INHERIT" : "");
}

/// `inline_column`: behind the column itself, which is then not named again.
std::string constraint_text(const Constraint& constraint, bool inline_column, const Printing& printing) {
  const auto keys = [&](const std::vector<std::string>& columns) { return inline_column ? "" : " " + name_list(columns); };
  const std::string body = match(
      constraint.what, [&](const PrimaryKey& c) { return "PRIMARY KEY" + keys(c.columns) + include(c.include) + index_clauses(c); },
      [&](const Unique& c) {
        return fmt::format("UNIQUE{}{}{}{}", c.nulls_not_distinct ? " NULLS NOT DISTINCT" : "", keys(c.columns), include(c.include),
                           index_clauses(c));
      },
      [&](const ForeignKey& c) { return inline_column ? references(c) : "FOREIGN KEY" + keys(c.columns) + " " + references(c); },
      [&](const Check& c) { return check_text(c, printing); }, [&](const Exclude& c) { return exclude_text(c, printing); });
  return concatenated("CONSTRAINT ", identifier(constraint.name), ' ', body, deferral_text(constraint.deferral));
}

}  // namespace

std::string_view deferral_text(Deferral deferral) {
  switch (deferral) {
    case Deferral::not_deferrable:
      return "";
    case Deferral::initially_immediate:
      return " DEFERRABLE";
    case Deferral::initially_deferred:
      return " DEFERRABLE INITIALLY DEFERRED";
  }
  return "";
}

std::string table_constraint(const Constraint& constraint, const Printing& printing) {
  return constraint_text(constraint, false, printing);
}
std::string column_constraint(const Constraint& constraint, const Printing& printing) {
  return constraint_text(constraint, true, printing);
}

std::string add_constraint(const AddConstraint& change, const Printing& printing) {
  if (change.using_index) {
    const bool is_primary = std::holds_alternative<PrimaryKey>(change.constraint.what);
    return alter_table(change.table,
                       {concatenated("ADD CONSTRAINT ", identifier(change.constraint.name), ' ', is_primary ? "PRIMARY KEY" : "UNIQUE",
                                     " USING INDEX ", identifier(*change.using_index), deferral_text(change.constraint.deferral))});
  }
  return alter_table(change.table,
                     {"ADD " + table_constraint(change.constraint, printing) + (change.constraint.valid ? "" : " NOT VALID")});
}

std::string drop_constraint(const DropConstraint& change) {
  return alter_table(change.table, {concatenated("DROP CONSTRAINT ", change.if_exists ? "IF EXISTS " : "", identifier(change.constraint),
                                                 change.cascade ? " CASCADE" : "")});
}

std::string set_constraint_deferral(const SetConstraintDeferral& change) {
  const std::string_view when = change.deferral == Deferral::not_deferrable        ? " NOT DEFERRABLE"
                                : change.deferral == Deferral::initially_immediate ? " DEFERRABLE INITIALLY IMMEDIATE"
                                                                                   : " DEFERRABLE INITIALLY DEFERRED";
  return alter_table(change.table, {concatenated("ALTER CONSTRAINT ", identifier(change.constraint), when)});
}

std::string rename_constraint(const RenameConstraint& change) {
  return alter_table(change.table, {concatenated("RENAME CONSTRAINT ", identifier(change.from), " TO ", identifier(change.to))});
}

std::string validate_constraint(const ValidateConstraint& change) {
  return alter_table(change.table, {"VALIDATE CONSTRAINT " + identifier(change.constraint)});
}

}  // namespace galley::postgresql
