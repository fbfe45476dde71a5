#include "sqlite/inline_domains.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "catalog/table_edits.hpp"

namespace galley::sqlite {
namespace {

const DomainDefinition* domain_of(const Type& type) {
  const bool is_domain = type.kind == TypeKind::domain && type.array_dimensions == 0 && type.definition;
  return is_domain ? &std::get<DomainDefinition>(type.definition->definition) : nullptr;
}

Type base_type(const Type& type) {
  const DomainDefinition* domain = domain_of(type);
  return domain == nullptr ? type : base_type(domain->type);
}

/// The check of a domain, said of the column.
Constraint check_of(const DomainDefinition::Check& check, const Column& column) {
  Check what{.condition = check.condition};
  rename_column(what.condition, {}, "value", column.name);
  // Not of the column: SQLite cannot rename a constraint along with one. It does not mind several of one name.
  return {.name = check.name, .what = std::move(what), .column = column.name, .comment = std::nullopt, .span = column.span};
}

/// Takes the domain away, and those that it is made of.
std::vector<Constraint> inline_domain(Column& column) {
  std::vector<Constraint> checks;
  while (const DomainDefinition* domain = domain_of(column.type)) {
    column.not_null = column.not_null || domain->not_null;
    if (!column.default_value && !column.identity && !column.generated) column.default_value = domain->default_value;
    if (!column.collation) column.collation = domain->collation;
    for (const DomainDefinition::Check& check : domain->checks) checks.push_back(check_of(check, column));
    column.type = Type(domain->type);
  }
  return checks;
}

bool has_domain(const Table& table) {
  Table copy = table;
  bool found = false;
  for_each_named_type(copy, [&](Type& type, TypeName*) { found = found || domain_of(type) != nullptr; });
  return found;
}

Table without_domains(Table table) {
  for (Column& column : table.columns) {
    std::vector<Constraint> checks = inline_domain(column);
    table.constraints.insert(table.constraints.end(), checks.begin(), checks.end());
  }
  for_each_named_type(table, [](Type& type, TypeName*) { type = base_type(type); });
  return table;
}

class Inliner {
 public:
  Operation operator()(Operation operation) {
    for (TableChange& change : operation.tables) {
      change.before = inlined(change.before);
      change.after = inlined(change.after);
    }
    if (auto* create = std::get_if<CreateTable>(&operation.change)) {
      if (has_domain(create->table)) create->table = without_domains(create->table);
    } else if (auto* add = std::get_if<AddColumn>(&operation.change)) {
      std::vector<Constraint> checks = inline_domain(add->column);
      add->constraints.insert(add->constraints.end(), checks.begin(), checks.end());
    } else if (auto* type = std::get_if<AlterColumnType>(&operation.change)) {
      type->type = base_type(type->type);
    }
    return operation;
  }

 private:
  /// One new value for each old one: whoever compares the pointers finds them alike where they were.
  TablePointer inlined(const TablePointer& table) {
    if (!table) return table;
    const auto [found, is_new] = tables_.try_emplace(table.get(), table);
    if (is_new && has_domain(*table)) found->second = std::make_shared<const Table>(without_domains(*table));
    return found->second;
  }
  std::map<const Table*, TablePointer> tables_;
};

bool names_domain(const Operation& operation) {
  return std::any_of(operation.tables.begin(), operation.tables.end(), [](const TableChange& change) {
    return (change.before && has_domain(*change.before)) || (change.after && has_domain(*change.after));
  });
}

}  // namespace

std::vector<Operation> inline_domains(const std::vector<Operation>& operations) {
  if (std::none_of(operations.begin(), operations.end(), names_domain)) return operations;
  std::vector<Operation> result;
  Inliner inliner;
  for (const Operation& operation : operations) result.push_back(inliner(operation));
  return result;
}

}  // namespace galley::sqlite
