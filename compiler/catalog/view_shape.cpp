#include "catalog/view_shape.hpp"

#include "base/letter_case.hpp"

namespace galley {

Table shape_of(const SchemaObject& view, const std::vector<std::string>& assumed) {
  const auto& definition = std::get<ViewDefinition>(view.definition);
  Table shape;
  shape.name = view.key.name;
  shape.span = view.span;
  for (const std::string& name : definition.output.empty() ? assumed : definition.output) {
    Column& column = shape.columns.emplace_back();
    column.name = name;
    column.span = view.span;
  }
  shape.indexes = definition.indexes;
  return shape;
}

std::optional<ast::CheckOption> check_option_of(const SchemaObject& view, const StorageOption& option) {
  if (view.key.kind != ObjectKind::view || option.name.text != check_option_name) return std::nullopt;
  const std::string value = lower_case(option.value);
  if (value == "local") return ast::CheckOption::local;
  if (value == "cascaded") return ast::CheckOption::cascaded;
  return std::nullopt;  // for the server to refuse
}

}  // namespace galley
