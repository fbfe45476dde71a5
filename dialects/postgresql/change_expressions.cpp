#include "postgresql/change_expressions.hpp"

#include "catalog/expressions_of.hpp"
#include "catalog/object_parts.hpp"

namespace galley::postgresql {
namespace {

using Visit = std::function<void(const Expression&)>;

void visit_optional(const std::optional<Expression>& expression, const Visit& visit) {
  if (expression) visit(*expression);
}

void visit_bound(const ast::PartitionBound& bound, const Visit& visit) {
  const auto visit_all = [&](const std::vector<Expression>& values) {
    for (const Expression& value : values) visit(value);
  };
  if (const auto* list = std::get_if<ast::ListBound>(&bound.what)) visit_all(list->values);
  const auto* range = std::get_if<ast::RangeBound>(&bound.what);
  if (range == nullptr) return;
  visit_all(range->from);
  visit_all(range->to);
}

struct VisitChange {
  const Visit& visit;

  void operator()(const CreateTable& c) const {
    galley::for_each_expression_of(c.table, visit);
    if (c.table.partition_of) visit_bound(c.table.partition_of->bound, visit);
  }
  void operator()(const AddColumn& c) const {
    galley::for_each_expression_of(c.column, visit);
    for (const Constraint& constraint : c.constraints) galley::for_each_expression_of(constraint, visit);
  }
  void operator()(const AlterColumnType& c) const { visit_optional(c.using_, visit); }
  void operator()(const SetColumnDefault& c) const { visit_optional(c.value, visit); }
  void operator()(const AddConstraint& c) const { galley::for_each_expression_of(c.constraint, visit); }
  void operator()(const CreateIndex& c) const { galley::for_each_expression_of(c.index, visit); }
  void operator()(const CreateObject& c) const {
    SchemaObject copy = *c.object;
    galley::for_each_expression_of(copy, visit);
  }
  void operator()(const AlterObject& c) const {
    if (const auto* value = std::get_if<SetDomainDefault>(&c.what)) visit_optional(value->value, visit);
    if (const auto* check = std::get_if<AddDomainCheck>(&c.what)) visit(check->check.condition);
    if (const auto* policy = std::get_if<ChangePolicy>(&c.what))
      visit_optional(policy->using_, visit), visit_optional(policy->check, visit);
    if (const auto* publication = std::get_if<ChangePublication>(&c.what))
      for (const PublicationDefinition::Table& published : publication->tables) visit_optional(published.where, visit);
  }
  void operator()(const DropObject&) const {}
  void operator()(const RenameObject&) const {}
  void operator()(const SetObjectOwner&) const {}
  void operator()(const SetObjectComment&) const {}
  void operator()(const InsertRows& c) const {
    for (const std::vector<Expression>& row : c.rows) {
      for (const Expression& value : row) visit(value);
    }
    if (!c.on_conflict) return;
    for (const IndexKey& key : c.on_conflict->keys) visit(key.key);
    visit_optional(c.on_conflict->keys_where, visit);
    for (const Assignment& assignment : c.on_conflict->assignments) visit(assignment.value);
    visit_optional(c.on_conflict->where, visit);
  }
  void operator()(const UpdateRows& c) const {
    for (const Assignment& assignment : c.assignments) visit(assignment.value);
    visit_optional(c.where, visit);
  }
  void operator()(const DeleteRows& c) const { visit_optional(c.where, visit); }

  void operator()(const AttachPartition& c) const { visit_bound(c.bound, visit); }
  void operator()(const SetColumnExpression& c) const {
    if (c.value) visit(c.value->value);
  }

  void operator()(const SetTableOptions&) const {}
  void operator()(const SetTablespace&) const {}
  void operator()(const SetLogged&) const {}
  void operator()(const DetachPartition&) const {}
  void operator()(const SetColumnIdentity&) const {}
  void operator()(const Reindex&) const {}
  void operator()(const DropTable&) const {}
  void operator()(const RenameTable&) const {}
  void operator()(const SetTableComment&) const {}
  void operator()(const DropColumn&) const {}
  void operator()(const RenameColumn&) const {}
  void operator()(const SetColumnNotNull&) const {}
  void operator()(const SetColumnComment&) const {}
  void operator()(const TruncateTables&) const {}
  void operator()(const DropConstraint&) const {}
  void operator()(const RenameConstraint&) const {}
  void operator()(const SetConstraintDeferral&) const {}
  void operator()(const ValidateConstraint&) const {}
  void operator()(const SetConstraintComment&) const {}
  void operator()(const DropIndex&) const {}
  void operator()(const RenameIndex&) const {}
  void operator()(const SetIndexComment&) const {}
  void operator()(const CreateEnum&) const {}
  void operator()(const DropEnum&) const {}
  void operator()(const RenameEnum&) const {}
  void operator()(const AddEnumValue&) const {}
  void operator()(const RenameEnumValue&) const {}
  void operator()(const DropEnumValue&) const {}
  void operator()(const SetEnumComment&) const {}
  void operator()(const Require&) const {}
  void operator()(const RawSql&) const {}
  void operator()(const SetTimeout&) const {}
  void operator()(const RefreshView&) const {}
  void operator()(const ChangePrivileges&) const {}
  void operator()(const ChangeDefaultPrivileges&) const {}
  void operator()(const SetRowSecurity&) const {}
  void operator()(const SetTriggerState&) const {}
  void operator()(const SetReplicaIdentity&) const {}
  void operator()(const SetClustering&) const {}
  void operator()(const SetColumnSetting&) const {}
  void operator()(const Declare&) const {}
};

}  // namespace

void for_each_expression_of(const Change& change, const std::function<void(const Expression&)>& visit) {
  std::visit(VisitChange{visit}, change);
}

}  // namespace galley::postgresql
