#include <algorithm>
#include <set>

#include "postgresql/lowering.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

constexpr int first_partition_roots = 13;
constexpr int first_lists_and_schemas = 15;
constexpr int first_generated_columns = 18;

/// Tables of the operation that others inherit from.
std::set<ObjectName> parents_of(const Operation& operation) {
  std::set<ObjectName> parents;
  for (const TableChange& table : operation.tables)
    if (table.before) parents.insert(table.before->inherits.begin(), table.before->inherits.end());
  return parents;
}

const Table* find_table(const Operation& operation, const ObjectName& name) {
  const auto found = std::find_if(operation.tables.begin(), operation.tables.end(),
                                  [&](const TableChange& table) { return table.before && table.before->name == name; });
  return found == operation.tables.end() ? nullptr : found->before.get();
}

}  // namespace

void Lowering::check_published(const std::vector<PublicationDefinition::Table>& tables, const std::vector<std::string>& schemas,
                               const std::vector<StorageOption>& options) {
  const Span place = operation_->span;
  for (const PublicationDefinition::Table& published : tables) {
    if (!published.columns.empty()) require(first_lists_and_schemas, "a publication of some columns", place);
    if (published.where) require(first_lists_and_schemas, "a publication of some rows", place);
    const Table* table = find_table(*operation_, published.table);
    if (table == nullptr) continue;
    if (table->partition_by) require(first_partition_roots, "a publication of a partitioned table", place);
    const auto is_generated = [&](const std::string& name) {
      const Column* column = table->find_column(name);
      return column != nullptr && column->generated;
    };
    if (std::any_of(published.columns.begin(), published.columns.end(), is_generated))
      require(first_generated_columns, "a publication of a generated column", place);
  }
  if (!schemas.empty()) require(first_lists_and_schemas, "a publication of all tables in a schema", place);
  for (const StorageOption& option : options) {
    if (option.name.text == "publish_via_partition_root") require(first_partition_roots, "publish_via_partition_root", place);
    if (option.name.text == "publish_generated_columns") require(first_generated_columns, "publish_generated_columns", place);
  }
}

std::string Lowering::checked_publication(const CreateObject& change, const PublicationDefinition& publication) {
  check_published(publication.tables, publication.schemas, publication.options);
  return create_publication(change, publication, parents_of(*operation_), printing_);
}

std::string Lowering::checked_publication_change(const ObjectKey& publication, const ChangePublication& change) {
  check_published(change.tables, change.schemas, change.options);
  return alter_publication(publication, change, parents_of(*operation_), printing_);
}

}  // namespace galley::postgresql
