#include "catalog/view_types.hpp"

#include <algorithm>

#include "catalog/check_operators.hpp"
#include "catalog/select_list.hpp"

namespace galley {
namespace {

using KnownType = std::optional<Type>;

/// Views over views are followed so far.
constexpr int deepest = 16;

struct SourceColumn {
  std::string name;
  KnownType type;
};
struct Source {
  std::string name;
  std::vector<SourceColumn> columns;
};

Type simple(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

class QueryTypes {
 public:
  QueryTypes(Workspace& workspace, int depth) : workspace_(workspace), depth_(depth) {}

  /// Nothing where the number of columns is not the one expected.
  std::vector<KnownType> of(const ViewDefinition& view) {
    std::vector<KnownType> unknown(view.output.size());
    if (depth_ == 0) return unknown;
    const std::optional<SelectList> select = read_select_list(view.query, view.query_span);
    if (!select) return unknown;
    for (const SelectSource& source : select->sources)
      sources_.push_back({source.name, columns_of(workspace_.object_name(source.relation))});
    std::vector<KnownType> types;
    for (const SelectItem& item : select->items) {
      if (!item.star) {
        types.push_back(item.value ? type_of(*item.value) : KnownType());
        continue;
      }
      for (const Source& source : sources_)
        if (item.qualifier.empty() || source.name == item.qualifier)
          for (const SourceColumn& column : source.columns) types.push_back(column.type);
    }
    return types.size() == view.output.size() ? types : unknown;
  }

 private:
  [[nodiscard]] std::vector<SourceColumn> columns_of(const ObjectName& relation) {
    std::vector<SourceColumn> columns;
    if (const TablePointer table = workspace_.catalog().find_table(relation)) {
      for (const Column& column : table->columns) columns.push_back({column.name, column.type});
      return columns;
    }
    for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view}) {
      const ObjectPointer view = workspace_.catalog().find_object({kind, relation, {}});
      if (!view) continue;
      const auto& definition = std::get<ViewDefinition>(view->definition);
      const std::vector<KnownType> types = QueryTypes(workspace_, depth_ - 1).of(definition);
      for (std::size_t i = 0; i < types.size(); ++i) columns.push_back({definition.output[i], types[i]});
    }
    return columns;
  }

  [[nodiscard]] KnownType type_of(const Expression& expression) const {
    if (is_condition(expression)) return simple(TypeKind::boolean);
    return match(
        expression.node, [&](const ColumnReference& reference) { return type_of_column(reference); },
        [&](const Cast& cast) { return resolved(cast.type_name); }, [&](const Collated& collated) { return type_of(*collated.operand); },
        [](const Call& call) {
          const bool counts = !call.function.has_schema() && call.function.name.text == "count";
          return counts ? KnownType(simple(TypeKind::bigint)) : KnownType();
        },
        [](const auto&) { return KnownType(); });
  }

  [[nodiscard]] KnownType type_of_column(const ColumnReference& reference) const {
    const std::string& column = reference.parts.back().text;
    const std::string qualifier = reference.parts.size() == 2 ? reference.parts.front().text : std::string();
    if (reference.parts.size() > 2) return {};
    const SourceColumn* found = nullptr;
    for (const Source& source : sources_) {
      if (!qualifier.empty() && source.name != qualifier) continue;
      // What the columns of this one are nobody knows: it may be the one that is meant.
      if (source.columns.empty()) return {};
      const auto own = std::find_if(source.columns.begin(), source.columns.end(), [&](const SourceColumn& c) { return c.name == column; });
      if (own == source.columns.end()) continue;
      if (found) return {};
      found = &*own;
    }
    return found ? found->type : KnownType();
  }

  [[nodiscard]] KnownType resolved(const TypeName& written) const {
    Diagnostics unheard;
    Diagnostics& outer = workspace_.exchange_diagnostics(unheard);
    Type type = resolve_type(written, workspace_);
    workspace_.exchange_diagnostics(outer);
    return type.kind == TypeKind::unknown ? KnownType() : KnownType(std::move(type));
  }

  Workspace& workspace_;
  int depth_;
  std::vector<Source> sources_;
};

/// By name: what an enumeration or a domain has become is the same for both.
bool is_same(const Type& a, const Type& b) {
  return a.kind == b.kind && a.name == b.name && a.arguments == b.arguments && a.array_dimensions == b.array_dimensions &&
         a.fields == b.fields;
}

}  // namespace

std::vector<std::optional<Type>> view_column_types(const SchemaObject& view, Workspace& workspace) {
  return QueryTypes(workspace, deepest).of(std::get<ViewDefinition>(view.definition));
}

std::optional<RetypedColumn> find_retyped_column(const SchemaObject& before, const SchemaObject& after, Workspace& workspace) {
  const auto* old_view = std::get_if<ViewDefinition>(&before.definition);
  const auto* new_view = std::get_if<ViewDefinition>(&after.definition);
  if (!old_view || !new_view || old_view->query == new_view->query) return std::nullopt;
  const std::vector<KnownType> old_types = view_column_types(before, workspace);
  const std::vector<KnownType> new_types = view_column_types(after, workspace);
  for (std::size_t i = 0; i < std::min(old_types.size(), new_types.size()); ++i) {
    if (!old_types[i] || !new_types[i] || is_same(*old_types[i], *new_types[i])) continue;
    return RetypedColumn{new_view->output[i], *old_types[i], *new_types[i]};
  }
  return std::nullopt;
}

}  // namespace galley
