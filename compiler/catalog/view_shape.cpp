#include "catalog/view_shape.hpp"

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

}  // namespace galley
