#include <fmt/format.h>

#include "clause_text.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string parameter_text(const RoutineParameter& parameter, const Printing& printing) {
  std::string out = clause_text(parameter.mode);
  if (!out.empty()) out += ' ';
  if (!parameter.name.empty()) out += identifier(parameter.name) + " ";
  out += type_text(parameter.type, printing);
  if (parameter.default_value) out += " DEFAULT " + expression_text(*parameter.default_value, printing);
  return out;
}

std::string result_text(const RoutineDefinition& routine, const Printing& printing) {
  if (routine.returns) return fmt::format(" RETURNS {}{}", routine.returns_set ? "SETOF " : "", type_text(*routine.returns, printing));
  if (routine.returns_table.empty()) return {};
  std::string columns;
  for (const CompositeAttribute& column : routine.returns_table)
    columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", identifier(column.name), type_text(column.type, printing));
  return " RETURNS TABLE (" + columns + ")";
}

std::string setting_name(const std::string& name) {
  const std::size_t dot = name.find('.');
  return dot == std::string::npos ? identifier(name) : identifier(name.substr(0, dot)) + "." + identifier(name.substr(dot + 1));
}

/// "SET search_path = app, pg_temp"
std::string setting_text(const StorageOption& setting) {
  return fmt::format("SET {} = {}", setting_name(setting.name.text), setting.is_string ? string_literal(setting.value) : setting.value);
}

}  // namespace

std::string create_routine(const CreateObject& change, const Printing& printing) {
  const auto& routine = std::get<RoutineDefinition>(change.object->definition);
  std::string parameters;
  for (const RoutineParameter& parameter : routine.parameters)
    parameters += (parameters.empty() ? "" : ", ") + parameter_text(parameter, printing);
  std::string out =
      fmt::format("CREATE {}{} {}({}){}\nLANGUAGE {}", change.or_replace ? "OR REPLACE " : "",
                  change.object->key.kind == ObjectKind::procedure ? "PROCEDURE" : "FUNCTION", qualified(change.object->key.name),
                  parameters, result_text(routine, printing), identifier(routine.language));
  out += clause_behind(routine.volatility);
  if (routine.strict) out += " STRICT";
  if (routine.leakproof) out += " LEAKPROOF";
  if (routine.security_definer) out += " SECURITY DEFINER";
  out += clause_behind(routine.parallel);
  if (routine.cost) out += " COST " + *routine.cost;
  if (routine.rows) out += " ROWS " + *routine.rows;
  for (const StorageOption& setting : routine.settings) out += "\n" + setting_text(setting);
  return fmt::format("{}\nAS {};", out, dollar_quoted(routine.body, "body"));
}

std::string alter_routine(const SchemaObject& routine, const ChangeRoutine& change, const Printing& printing) {
  const auto either = [](const std::optional<bool>& value, std::string_view yes, std::string_view no) {
    return !value ? std::string_view() : *value ? yes : no;
  };
  std::string out = "ALTER " + object_text(routine, printing) + clause_behind(change.volatility);
  out += either(change.strict, " STRICT", " CALLED ON NULL INPUT");
  out += either(change.leakproof, " LEAKPROOF", " NOT LEAKPROOF");
  out += either(change.security_definer, " SECURITY DEFINER", " SECURITY INVOKER");
  out += clause_behind(change.parallel);
  if (change.cost) out += " COST " + *change.cost;
  if (change.rows) out += " ROWS " + *change.rows;
  if (change.reset_all) out += " RESET ALL";
  for (const std::string& setting : change.reset) out += " RESET " + setting_name(setting);
  for (const StorageOption& setting : change.settings) out += " " + setting_text(setting);
  return out + ";";
}

}  // namespace galley::postgresql
