// Schemas, extensions and statistics.
#include <fmt/format.h>

#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {

std::string create_schema(const CreateObject& change) {
  return fmt::format("CREATE SCHEMA {}{};", change.if_not_exists ? "IF NOT EXISTS " : "", identifier(change.object->key.name.name));
}

std::string create_extension(const CreateObject& change, const ExtensionDefinition& extension, const Printing& printing) {
  std::string text = fmt::format("CREATE EXTENSION {}{} WITH SCHEMA {}", change.if_not_exists ? "IF NOT EXISTS " : "",
                                 identifier(change.object->key.name.name), identifier(extension.schema.value_or(printing.default_schema)));
  if (extension.version) text += " VERSION " + string_literal(*extension.version);
  if (extension.cascade) text += " CASCADE";
  return text + ";";
}

std::string update_extension(std::string_view name, const UpdateExtension& change) {
  return fmt::format("ALTER EXTENSION {} UPDATE{};", identifier(name), change.version ? " TO " + string_literal(*change.version) : "");
}

std::string create_statistics(const CreateObject& change, const StatisticsDefinition& statistics, const Printing& printing) {
  std::vector<std::string> keys;
  for (const Expression& key : statistics.keys) {
    const std::string text = expression_text(key, printing);
    keys.push_back(std::holds_alternative<ColumnReference>(key.node) ? text : "(" + text + ")");
  }
  std::string kinds;
  if (!statistics.kinds.empty()) kinds = fmt::format(" ({})", fmt::join(statistics.kinds, ", "));
  return fmt::format("CREATE STATISTICS {}{}{}\n    ON {}\n    FROM {};", change.if_not_exists ? "IF NOT EXISTS " : "",
                     qualified(change.object->key.name), kinds, fmt::join(keys, ", "), qualified(statistics.table));
}

}  // namespace galley::postgresql
