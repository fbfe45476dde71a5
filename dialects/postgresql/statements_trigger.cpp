#include <fmt/format.h>

#include "clause_text.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

/// "INSERT OR UPDATE OF a, b"
std::string events_text(const TriggerDefinition& trigger) {
  std::string out;
  const auto add = [&](bool happens, const std::string& event) {
    if (happens) out += (out.empty() ? "" : " OR ") + event;
  };
  std::string columns;
  for (const std::string& column : trigger.update_columns) columns += (columns.empty() ? " OF " : ", ") + identifier(column);
  add(trigger.on_insert, "INSERT");
  add(trigger.on_update, "UPDATE" + columns);
  add(trigger.on_delete, "DELETE");
  add(trigger.on_truncate, "TRUNCATE");
  return out;
}

std::string transition_tables(const TriggerDefinition& trigger) {
  std::string out;
  if (!trigger.old_table.empty()) out += " OLD TABLE AS " + identifier(trigger.old_table);
  if (!trigger.new_table.empty()) out += " NEW TABLE AS " + identifier(trigger.new_table);
  return out.empty() ? out : "\n    REFERENCING" + out;
}

}  // namespace

std::string create_trigger(const CreateObject& change, const Printing& printing) {
  const auto& trigger = std::get<TriggerDefinition>(change.object->definition);
  std::string arguments;
  for (const std::string& argument : trigger.arguments) arguments += (arguments.empty() ? "" : ", ") + string_literal(argument);
  return fmt::format(
      "CREATE {}{}TRIGGER {}\n    {} {} ON {}{}{}\n    FOR EACH {}{}\n    EXECUTE FUNCTION {}({});", change.or_replace ? "OR REPLACE " : "",
      trigger.is_constraint ? "CONSTRAINT " : "", identifier(change.object->key.part), clause_text(trigger.timing), events_text(trigger),
      qualified(change.object->key.name), deferral_text(trigger.deferral), transition_tables(trigger),
      trigger.for_each_row ? "ROW" : "STATEMENT",
      trigger.when ? fmt::format("\n    WHEN ({})", expression_text(*trigger.when, printing)) : "", qualified(trigger.function), arguments);
}

}  // namespace galley::postgresql
