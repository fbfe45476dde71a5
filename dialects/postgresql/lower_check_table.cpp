// What partitioned tables, identities and generated columns cannot do, or not before a version.
#include <algorithm>

#include "diag/catalogue/postgresql.hpp"
#include "postgresql/lowering.hpp"

namespace galley::postgresql {
namespace {

constexpr int detach_concurrently_since = 14;
constexpr int reindex_partitioned_since = 14;
constexpr int drop_expression_since = 13;
constexpr int set_expression_since = 17;
constexpr int exclude_on_partitioned_since = 17;
constexpr int not_valid_key_on_partitioned_since = 18;

bool is_default_partition(const TableChange& change) {
  const TablePointer& table = change.before;
  return table && table->partition_of && std::holds_alternative<ast::DefaultBound>(table->partition_of->bound.what);
}

}  // namespace

void Lowering::check_partitioned(const Operation& operation) {
  const auto refuse = [&](std::string_view what, std::string_view help) {
    diagnostics_.report(operation.span, diag::not_on_partitioned, what).help("{}", help);
  };
  if (const auto* detach = std::get_if<DetachPartition>(&operation.change); detach != nullptr && detach->concurrently) {
    require(detach_concurrently_since, "detach partition concurrently", operation.span);
    for (const TableChange& other : operation.tables) {
      if (!is_default_partition(other) || other.before->name == detach->partition) continue;
      diagnostics_.report(operation.span, diag::detach_beside_default, shown(other.before->name))
          .note(other.before->span, "the default partition is created here")
          .help("detach it plainly: alter table {} detach partition {}", shown(detach->table), shown(detach->partition));
    }
  }
  const Table* table = table_after() != nullptr ? table_after() : table_before();
  if (table == nullptr || !table->partition_by) return;
  for (const Constraint& constraint : table->constraints) {
    const bool is_new = table_before() == nullptr || table_before()->find_constraint(constraint.name) == nullptr;
    if (!is_new) continue;
    if (std::holds_alternative<Exclude>(constraint.what))
      require(exclude_on_partitioned_since, "an exclusion constraint of a partitioned table", operation.span);
    if (std::holds_alternative<ForeignKey>(constraint.what) && !constraint.valid)
      require(not_valid_key_on_partitioned_since, "a foreign key of a partitioned table that is not valid", operation.span);
  }
  if (const auto* create = std::get_if<CreateTable>(&operation.change); create != nullptr && create->table.unlogged)
    refuse("\"unlogged\"", "make the partitions unlogged, each where it is created");
  if (std::holds_alternative<SetLogged>(operation.change)) refuse("\"set logged\" or \"set unlogged\"", "change each partition");
  if (const auto* options = std::get_if<SetTableOptions>(&operation.change); options != nullptr && !options->set.empty())
    refuse("a storage parameter", "set it on each partition");
  if (const auto* create = std::get_if<CreateTable>(&operation.change); create != nullptr && !create->table.options.empty())
    refuse("a storage parameter", "set it on each partition");
  if (const auto* index = std::get_if<CreateIndex>(&operation.change); index != nullptr && index->concurrently)
    refuse("an index built concurrently",
           "build it on each partition concurrently, then on the table without \"concurrently\": it takes those that fit");
  if (const auto* index = std::get_if<DropIndex>(&operation.change); index != nullptr && index->concurrently)
    refuse("dropping an index concurrently", "leave out \"concurrently\"");
  if (const auto* key = std::get_if<AddConstraint>(&operation.change); key != nullptr && key->using_index)
    refuse("a key over an index that exists", "add the key with its columns");
  if (std::holds_alternative<Reindex>(operation.change))
    require(reindex_partitioned_since, "reindex of a partitioned table", operation.span);
}

void Lowering::check_identity_change(const Operation& operation) {
  const auto* change = std::get_if<SetColumnExpression>(&operation.change);
  if (change == nullptr) return;
  if (change->value) return require(set_expression_since, "a change of a generation expression", operation.span);
  const Column& column = *table_before()->find_column(change->column);
  if (column.generated->stored) return require(drop_expression_since, "drop expression", operation.span);
  diagnostics_.report(operation.span, diag::virtual_expression_stays, column.name)
      .help("it has no values that could stay: drop the column, and add a plain one");
}

}  // namespace galley::postgresql
