#include "catalog/resolve_body.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

/// `size` bytes of the text from `offset` on.
Span place_in(Span text, std::size_t offset, std::size_t size) {
  const auto begin = std::min(text.begin + static_cast<std::uint32_t>(offset), text.end);
  return {text.source, begin, std::min(begin + static_cast<std::uint32_t>(size), text.end)};
}

QualifiedName name_of(const RawReference& reference) { return {{reference.schema, {}}, {reference.name, {}}}; }

std::optional<std::string> nearest_relation(const ObjectName& wanted, const Catalog& catalog) {
  std::vector<std::string_view> names;
  for (const auto& [name, table] : catalog.tables())
    if (name.schema == wanted.schema) names.push_back(name.name);
  for (const ObjectKind kind : {ObjectKind::view, ObjectKind::materialized_view})
    for (auto at = catalog.objects().lower_bound({kind, {wanted.schema, {}}, {}}); at != catalog.objects().end(); ++at) {
      if (at->first.kind != kind || at->first.name.schema != wanted.schema) break;
      names.push_back(at->first.name.name);
    }
  return nearest(wanted.name, names);
}

class BodyResolver {
 public:
  BodyResolver(const QueryReading& reading, Span text, Workspace& workspace) : reading_(reading), text_(text), workspace_(workspace) {}

  std::optional<std::vector<ObjectKey>> run() {
    if (reading_.error) report(*reading_.error);
    if (reading_.unread) workspace_.report(text_, diag::raw_text_unread);
    for (const RawReference& reference : reading_.references) look_at(reference);
    if (!ok_) return std::nullopt;
    std::sort(needs_.begin(), needs_.end());
    needs_.erase(std::unique(needs_.begin(), needs_.end()), needs_.end());
    return std::move(needs_);
  }

 private:
  void report(const RawError& error) {
    const Span place = place_in(text_, error.offset, std::max<std::size_t>(error.size, 1));
    if (error.uncertain) {
      workspace_.report(place, diag::body_error_uncertain, error.message)
          .help("the compiler's parser knows less than the server of the target: this may be right all the same");
      return;
    }
    workspace_.report(place, diag::body_error, error.message);
    ok_ = false;
  }

  void look_at(const RawReference& reference) {
    if (reference.kind == ObjectKind::table) relation(reference);
    if (reference.kind == ObjectKind::composite_type) type(reference);
    if (reference.kind == ObjectKind::function) {
      const QualifiedName function{{reference.schema, {}}, {reference.name, place(reference)}};
      for (ObjectKey& routine : resolve_call(function, workspace_)) needs_.push_back(std::move(routine));
    }
  }

  void relation(const RawReference& reference) {
    const ObjectName name = workspace_.object_name(name_of(reference));
    const Relation* found = workspace_.peek_relation(name);
    if (!found) {
      ok_ = false;
      if (workspace_.is_poisoned(name)) return;
      workspace_.report(place(reference), diag::unknown_table, workspace_.shown(name))
          .suggest(nearest_relation(name, workspace_.catalog()))
          .help("what something else makes has to be declared first: declare table {} (...)", workspace_.shown(name));
      return;
    }
    const ObjectName own{found->table.schema, found->name};
    needs_.push_back({found->kind, own, {}});
    if (const TablePointer table = workspace_.peek_table(own)) columns_of(*table);
  }

  /// Which table a column belongs to only the server knows: any that has one of this name.
  void columns_of(const Table& table) {
    const auto is_named = [&](const Column& column) {
      return std::any_of(reading_.columns.begin(), reading_.columns.end(),
                         [&](const std::string& name) { return name == "*" || workspace_.same(name, column.name); });
    };
    for (const Column& column : table.columns)
      if (is_named(column)) needs_.push_back({ObjectKind::column, table.name, column.name});
  }

  /// Types that an extension may have made are not missed.
  void type(const RawReference& reference) {
    const ObjectName name = workspace_.object_name(name_of(reference));
    if (const NamedType* found = workspace_.peek_type(name)) needs_.push_back({found->kind, found->name, {}});
    const Relation* relation = workspace_.peek_relation(name);
    if (relation && has_row_type(relation->kind)) needs_.push_back({relation->kind, relation->table, {}});
  }

  [[nodiscard]] Span place(const RawReference& reference) const {
    const std::size_t size = reference.name.size() + (reference.schema.empty() ? 0 : reference.schema.size() + 1);
    return place_in(text_, reference.offset, size);
  }

  const QueryReading& reading_;
  Span text_;
  Workspace& workspace_;
  std::vector<ObjectKey> needs_;
  bool ok_ = true;
};

}  // namespace

std::optional<std::vector<ObjectKey>> resolve_body(const QueryReading& reading, Span text, Workspace& workspace) {
  return BodyResolver(reading, text, workspace).run();
}

std::vector<ObjectKey> resolve_call(const QualifiedName& function, Workspace& workspace) {
  std::vector<ObjectKey> keys;
  for (const ObjectPointer& routine : workspace.catalog().find_routines(workspace.object_name(function))) keys.push_back(routine->key);
  const bool is_known = !keys.empty() || function.has_schema() || workspace.dialect().knows_function(function.name.text);
  if (!is_known) workspace.warn_of_function(function);
  return keys;
}

}  // namespace galley
