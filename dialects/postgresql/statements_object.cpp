// What every object has: a name, an owner, a comment, an end.
#include <fmt/format.h>

#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string_view kind_words(ObjectKind kind) {
  using enum ObjectKind;
  switch (kind) {
    case schema:
      return "SCHEMA";
    case extension:
      return "EXTENSION";
    case sequence:
      return "SEQUENCE";
    case domain:
      return "DOMAIN";
    case composite_type:
    case enumeration:
      return "TYPE";
    case view:
      return "VIEW";
    case materialized_view:
      return "MATERIALIZED VIEW";
    case function:
      return "FUNCTION";
    case procedure:
      return "PROCEDURE";
    case trigger:
      return "TRIGGER";
    case policy:
      return "POLICY";
    case statistics:
      return "STATISTICS";
    case publication:
      return "PUBLICATION";
    case default_privileges:
      break;
    case table:
      return "TABLE";
    case column:
      return "COLUMN";
    case index:
      return "INDEX";
    case constraint:
      return "CONSTRAINT";
  }
  return {};
}

std::string parameter_types(const SchemaObject& object, const Printing& printing) {
  const auto* routine = std::get_if<RoutineDefinition>(&object.definition);
  if (routine == nullptr) return {};
  std::vector<std::string> types;
  for (const RoutineParameter& parameter : routine->parameters) {
    if (parameter.mode != ast::ParameterMode::out) types.push_back(type_text(parameter.type, printing));
  }
  return fmt::format("({})", fmt::join(types, ", "));
}

bool lives_on_table(ObjectKind kind) { return kind == ObjectKind::trigger || kind == ObjectKind::policy; }

}  // namespace

std::string object_text(const SchemaObject& object, const Printing& printing) {
  const ObjectKey& key = object.key;
  if (lives_on_table(key.kind)) return fmt::format("{} {} ON {}", kind_words(key.kind), identifier(key.part), qualified(key.name));
  return fmt::format("{} {}{}", kind_words(key.kind), qualified(key.name), parameter_types(object, printing));
}

std::string drop_object(const DropObject& change, const SchemaObject& object, const Printing& printing) {
  const std::string text = object_text(object, printing);
  const std::size_t words = kind_words(object.key.kind).size();
  return fmt::format("DROP {}{}{}{};", text.substr(0, words), change.if_exists ? " IF EXISTS" : "", text.substr(words),
                     change.cascade ? " CASCADE" : "");
}

std::string rename_object(const RenameObject& change, const SchemaObject& object, const Printing& printing) {
  const std::string text = object_text(object, printing);
  if (lives_on_table(change.from.kind)) return fmt::format("ALTER {} RENAME TO {};", text, identifier(change.to.part));
  if (change.from.name.schema != change.to.name.schema)
    return fmt::format("ALTER {} SET SCHEMA {};", text, identifier(change.to.name.schema));
  return fmt::format("ALTER {} RENAME TO {};", text, identifier(change.to.name.name));
}

std::string set_owner(std::string_view object, std::string_view owner) {
  return fmt::format("ALTER {} OWNER TO {};", object, role_text(owner));
}

std::string table_text(const ObjectName& table) { return "TABLE " + qualified(table); }
std::string enum_text(const ObjectName& type) { return "TYPE " + qualified(type); }

}  // namespace galley::postgresql
