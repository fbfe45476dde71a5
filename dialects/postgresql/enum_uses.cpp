#include "postgresql/enum_uses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "diag/catalogue/postgresql.hpp"
#include "postgresql/change_expressions.hpp"
#include "postgresql/quoting.hpp"

namespace galley::postgresql {
namespace {

/// Texts of the user's own that the operation runs or keeps.
std::vector<std::string_view> raw_texts(const Operation& operation) {
  std::vector<std::string_view> texts;
  const auto add_sources = [&](const std::vector<Source>& sources) {
    for (const Source& source : sources) texts.push_back(source.query);
  };
  if (const auto* raw = std::get_if<RawSql>(&operation.change)) texts.push_back(raw->text);
  if (const auto* condition = std::get_if<Require>(&operation.change)) texts.push_back(condition->query);
  if (const auto* insert = std::get_if<InsertRows>(&operation.change); insert != nullptr && insert->query) texts.push_back(*insert->query);
  if (const auto* update = std::get_if<UpdateRows>(&operation.change)) add_sources(update->from);
  if (const auto* remove = std::get_if<DeleteRows>(&operation.change)) add_sources(remove->using_);
  if (const auto* create = std::get_if<CreateObject>(&operation.change))
    if (const auto* view = std::get_if<ViewDefinition>(&create->object->definition)) texts.push_back(view->query);
  return texts;
}

/// Whether a literal in the operation may be of the enumeration: a column of a table at hand is, or it is cast to it.
bool concerns(const Operation& operation, const ObjectName& enumeration) {
  const auto is_it = [&](const Type& type) { return type.kind == TypeKind::enumeration && type.name == enumeration; };
  const auto has_it = [&](const TablePointer& table) {
    return table && std::any_of(table->columns.begin(), table->columns.end(), [&](const Column& column) { return is_it(column.type); });
  };
  bool found = std::any_of(operation.tables.begin(), operation.tables.end(),
                           [&](const TableChange& table) { return has_it(table.before) || has_it(table.after); });
  for_each_expression_of(operation.change, [&](const Expression& root) {
    for_each_expression(root, [&](const Expression& part) {
      const auto* cast = std::get_if<Cast>(&part.node);
      found = found || (cast != nullptr && cast->type && is_it(*cast->type));
    });
  });
  return found;
}

bool names_it(const Operation& operation, const AddedEnumValue& added) {
  const std::string quoted = string_literal(added.value);
  for (const std::string_view text : raw_texts(operation))
    if (text.find(quoted) != std::string_view::npos) return true;
  bool found = false;
  for_each_expression_of(operation.change, [&](const Expression& root) {
    for_each_expression(root, [&](const Expression& part) {
      const auto* literal = std::get_if<Literal>(&part.node);
      const auto* query = std::get_if<Subquery>(&part.node);
      found = found || (literal != nullptr && literal->kind == LiteralKind::string && literal->text == added.value) ||
              (query != nullptr && query->text.find(quoted) != std::string::npos);
    });
  });
  return found && concerns(operation, added.enumeration);
}

}  // namespace

void refuse_new_values(const ReplayedRevision& revision, const std::vector<AddedEnumValue>& added, Diagnostics& diagnostics) {
  for (const Operation& operation : revision.operations) {
    const auto used = std::find_if(added.begin(), added.end(), [&](const AddedEnumValue& value) { return names_it(operation, value); });
    if (used == added.end()) continue;
    diagnostics.report(operation.span, diag::not_in_one_transaction, fmt::format("the use of the new value \"{}\"", used->value))
        .note(used->span, "enum \"{}\" gets the value \"{}\" here", used->enumeration.name, used->value)
        .help(
            "it has to be committed before it is used: leave --transaction out, or compile a script up to the revision that adds it first");
  }
}

}  // namespace galley::postgresql
