#include "postgresql/change_expressions.hpp"

#include "catalog/expressions_of.hpp"

namespace galley::postgresql {
namespace {

using Visit = std::function<void(const Expression&)>;

void visit_parts(const Table& table, const Visit& visit) { galley::for_each_expression_of(table, visit); }

void visit_optional(const std::optional<Expression>& expression, const Visit& visit) {
  if (expression) visit(*expression);
}

void visit_column(const Column& column, const std::vector<Constraint>& constraints, const Visit& visit) {
  Table table;
  table.columns = {column};
  table.constraints = constraints;
  visit_parts(table, visit);
}

void visit_constraint(const Constraint& constraint, const Visit& visit) {
  Table table;
  table.constraints = {constraint};
  visit_parts(table, visit);
}

void visit_index(const Index& index, const Visit& visit) {
  Table table;
  table.indexes = {index};
  visit_parts(table, visit);
}

struct VisitChange {
  const Visit& visit;

  void operator()(const CreateTable& c) const { visit_parts(c.table, visit); }
  void operator()(const AddColumn& c) const { visit_column(c.column, c.constraints, visit); }
  void operator()(const AlterColumnType& c) const { visit_optional(c.using_, visit); }
  void operator()(const SetColumnDefault& c) const { visit_optional(c.value, visit); }
  void operator()(const AddConstraint& c) const { visit_constraint(c.constraint, visit); }
  void operator()(const CreateIndex& c) const { visit_index(c.index, visit); }
  void operator()(const InsertRows& c) const {
    for (const std::vector<Expression>& row : c.rows) {
      for (const Expression& value : row) visit(value);
    }
  }
  void operator()(const UpdateRows& c) const {
    for (const Assignment& assignment : c.assignments) visit(assignment.value);
    visit_optional(c.where, visit);
  }
  void operator()(const DeleteRows& c) const { visit_optional(c.where, visit); }

  void operator()(const DropTable&) const {}
  void operator()(const RenameTable&) const {}
  void operator()(const SetTableComment&) const {}
  void operator()(const DropColumn&) const {}
  void operator()(const RenameColumn&) const {}
  void operator()(const SetColumnNotNull&) const {}
  void operator()(const SetColumnComment&) const {}
  void operator()(const DropConstraint&) const {}
  void operator()(const RenameConstraint&) const {}
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
  void operator()(const RawSql&) const {}
  void operator()(const SetTimeout&) const {}
};

}  // namespace

void for_each_expression_of(const Change& change, const std::function<void(const Expression&)>& visit) {
  std::visit(VisitChange{visit}, change);
}

}  // namespace galley::postgresql
