#include "catalog/object_parts.hpp"

#include "catalog/sequence_calls.hpp"
#include "galley/variant.hpp"

namespace galley {
namespace {

void visit_optional(std::optional<Expression>& expression, const std::function<void(Expression&)>& visit) {
  if (expression) visit(*expression);
}

void visit_type(Type& type, const VisitType& visit) {
  if (is_named(type)) visit(type, nullptr);
}

}  // namespace

void for_each_expression_of(SchemaObject& object, const std::function<void(Expression&)>& visit) {
  match(
      object.definition,
      [&](DomainDefinition& domain) {
        visit_optional(domain.default_value, visit);
        for (DomainDefinition::Check& check : domain.checks) visit(check.condition);
      },
      [&](RoutineDefinition& routine) {
        for (RoutineParameter& parameter : routine.parameters) visit_optional(parameter.default_value, visit);
      },
      [&](TriggerDefinition& trigger) { visit_optional(trigger.when, visit); },
      [&](PolicyDefinition& policy) { visit_optional(policy.using_, visit), visit_optional(policy.check, visit); },
      [&](StatisticsDefinition& statistics) {
        for (Expression& key : statistics.keys) visit(key);
      },
      [](SchemaDefinition&) {}, [](ExtensionDefinition&) {}, [](SequenceDefinition&) {}, [](CompositeDefinition&) {},
      [](ViewDefinition&) {}, [](DefaultPrivilegesDefinition&) {},
      [&](PublicationDefinition& publication) {
        for (PublicationDefinition::Table& published : publication.tables)
          if (published.where) visit(*published.where);
      });
}

void for_each_named_type(SchemaObject& object, const VisitType& visit) {
  match(
      object.definition, [&](DomainDefinition& domain) { visit_type(domain.type, visit); },
      [&](CompositeDefinition& composite) {
        for (CompositeAttribute& attribute : composite.attributes) visit_type(attribute.type, visit);
      },
      [&](RoutineDefinition& routine) {
        for (RoutineParameter& parameter : routine.parameters) visit_type(parameter.type, visit);
        if (routine.returns) visit_type(*routine.returns, visit);
        for (CompositeAttribute& column : routine.returns_table) visit_type(column.type, visit);
      },
      [](SchemaDefinition&) {}, [](ExtensionDefinition&) {}, [](SequenceDefinition&) {}, [](ViewDefinition&) {}, [](TriggerDefinition&) {},
      [](PolicyDefinition&) {}, [](StatisticsDefinition&) {}, [](PublicationDefinition&) {}, [](DefaultPrivilegesDefinition&) {});
  for_each_expression_of(object, [&](Expression& root) { for_each_named_type(root, visit); });
}

void rename_sequence(Expression& expression, const ObjectName& from, const ObjectName& to) {
  for_each_expression(expression, [&](Expression& part) {
    if (sequence_of(part) == from) sequence_literal(part)->text = spell_relation_name(to);
  });
}

void rename_call(Expression& expression, const ObjectName& from, const ObjectName& to) {
  for_each_expression(expression, [&](Expression& part) {
    auto* call = std::get_if<Call>(&part.node);
    if (!call || call->function.name.text != from.name) return;
    if (call->function.has_schema() && call->function.schema.text != from.schema) return;
    call->function.name.text = to.name;
    if (from.schema != to.schema) call->function.schema.text = to.schema;
  });
}

std::vector<ObjectPointer> triggers_of(const ObjectName& table, const Catalog& catalog) {
  const auto first = catalog.objects().lower_bound({ObjectKind::trigger, {}, {}});
  if (first == catalog.objects().end() || first->first.kind != ObjectKind::trigger) return {};  // mostly
  std::vector<ObjectPointer> objects = catalog.objects_of_table(table);
  std::erase_if(objects, [](const ObjectPointer& object) { return object->key.kind != ObjectKind::trigger; });
  return objects;
}

bool is_owned_by(const SchemaObject& object, const ObjectName& table, std::string_view column) {
  const auto* sequence = std::get_if<SequenceDefinition>(&object.definition);
  return sequence && sequence->owned_by && sequence->owned_by->table == table && (column.empty() || sequence->owned_by->column == column);
}

bool goes_with_table(const SchemaObject& object, const ObjectName& table) {
  const bool lives_on_it = (object.key.kind == ObjectKind::trigger || object.key.kind == ObjectKind::policy) && object.key.name == table;
  const auto* statistics = std::get_if<StatisticsDefinition>(&object.definition);
  return lives_on_it || (statistics && statistics->table == table) || is_owned_by(object, table);
}

bool goes_with_column(const SchemaObject& object, const ObjectName& table, std::string_view column) {
  const auto* statistics = std::get_if<StatisticsDefinition>(&object.definition);
  return (statistics && statistics->table == table) || is_owned_by(object, table, column);
}

}  // namespace galley
