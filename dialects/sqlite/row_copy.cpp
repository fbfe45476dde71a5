#include "sqlite/row_copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"
#include "sqlite/expressions.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/rebuild.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

Expression string_expression(const std::string& text) { return {Literal{LiteralKind::string, text}, {}}; }
Expression column_expression(const std::string& name) { return {ColumnReference{{{name, {}}}}, {}}; }
Expression null_expression() { return {Literal{LiteralKind::null, {}}, {}}; }

/// CASE value WHEN 'from' THEN 'to' ELSE value END
Expression replaced(const Expression& value, const std::string& from, const std::string& to) {
  return {Case{.operand = value, .branches = {{string_expression(from), string_expression(to)}}, .otherwise = value}, {}};
}

/// For each column the expression over the old table that gives its value, followed through the operations.
class Sources {
 public:
  explicit Sources(const Table& before) {
    for (const Column& column : before.columns) {
      if (!column.generated) sources_.insert_or_assign(column.name, column_expression(column.name));
    }
  }

  void follow(const Operation& operation, const Table& after) {
    if (const auto* add = std::get_if<AddColumn>(&operation.change)) {
      // Not left to the DEFAULT of the new table: that may have been changed or dropped again by a later operation.
      sources_.insert_or_assign(add->column.name, add->column.default_value ? *add->column.default_value : null_expression());
    } else if (const auto* type = std::get_if<AlterColumnType>(&operation.change)) {
      if (type->using_) sources_.insert_or_assign(type->column, *type->using_);
    } else if (const auto* expression = std::get_if<SetColumnExpression>(&operation.change)) {
      // The values that were computed stay; they are in the old table until it is dropped.
      if (!expression->value) sources_.insert_or_assign(expression->column, column_expression(expression->column));
    } else if (const auto* rename = std::get_if<RenameEnumValue>(&operation.change)) {
      replace(after, rename->name, rename->from, rename->to);
    } else if (const auto* drop = std::get_if<DropEnumValue>(&operation.change)) {
      if (drop->replacement) replace(after, drop->name, drop->value, *drop->replacement);
    }
  }

  [[nodiscard]] const Expression& of(const Column& column) const { return sources_.at(column.name); }

 private:
  void replace(const Table& after, const ObjectName& enumeration, const std::string& from, const std::string& to) {
    for (const Column& column : after.columns) {
      const auto found = sources_.find(column.name);
      if (found == sources_.end() || column.type.kind != TypeKind::enumeration || column.type.name != enumeration) continue;
      found->second = replaced(found->second, from, to);
    }
  }

  std::map<std::string, Expression> sources_;
};

bool has_column(const Table& table, std::string_view name) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const Column& column) { return upper_case(column.name) == upper_case(name); });
}

/// A name of the rowid that no column hides. Without one the rows are numbered anew, as VACUUM may do at any time.
std::optional<std::string_view> rowid_name(const Table& before, const Table& after) {
  constexpr std::array<std::string_view, 3> names{"rowid", "_rowid_", "oid"};
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](std::string_view name) { return !has_column(before, name) && !has_column(after, name); });
  return found == names.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string copy_rows(const Rebuild& rebuild, const std::vector<Operation>& operations, const Context& context) {
  const Table& after = *rebuild.after;
  Sources sources(*rebuild.before);
  for (const std::size_t place : rebuild.operations) sources.follow(operations[place], after);

  std::string columns;
  std::string values;
  const auto add = [&](const std::string& column, const std::string& value) {
    columns += (columns.empty() ? "" : ", ") + column;
    values += (values.empty() ? "" : ", ") + value;
  };
  if (rowid_column(after) == nullptr && !after.without_rowid) {
    if (const auto rowid = rowid_name(*rebuild.before, after)) add(std::string(*rowid), std::string(*rowid));
  }
  for (const Column& column : after.columns) {
    if (!column.generated) add(identifier(column.name), write_value(sources.of(column), column.type, Place::data, context));
  }
  const std::string new_name = std::string(rebuild_prefix) + after.name.name;
  return fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {};", identifier(new_name), columns, values,
                     identifier(rebuild.before->name.name));
}

}  // namespace galley::sqlite
