#include "base/edit_distance.hpp"
#include "catalog/enum_literals.hpp"
#include "catalog/resolve.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

bool check_enum_value(const Type& type, const std::string& value, Span span, Workspace& workspace) {
  if (type.enumeration->has_value(value)) return true;
  std::vector<std::string_view> candidates;
  for (const EnumValue& known : type.enumeration->values) candidates.push_back(known.text);
  workspace.report(span, diag::unknown_enum_value, value, workspace.shown(type.name))
      .suggest(nearest(value, candidates))
      .note(type.enumeration->span, "enum \"{}\" is created here", workspace.shown(type.name));
  return false;
}

class ExpressionResolver {
 public:
  ExpressionResolver(const ExpressionScope& scope, Workspace& workspace) : scope_(scope), workspace_(workspace) {}

  /// Whether all of it could be resolved.
  bool resolve(Expression& root) {
    for_each_expression(root, [&](Expression& part) { look_at(part); });
    for_each_enum_literal(root, scope_.table, [&](const Type& type, Literal& literal, Span span) {
      ok_ = check_enum_value(type, literal.text, span, workspace_) && ok_;
    });
    return ok_;
  }

 private:
  void look_at(Expression& part) {
    if (auto* reference = std::get_if<ColumnReference>(&part.node)) ok_ = resolve_reference(*reference) && ok_;
    if (auto* cast = std::get_if<Cast>(&part.node)) ok_ = resolve_cast(*cast) && ok_;
    if (std::holds_alternative<Subquery>(part.node) && !scope_.keeper.empty()) {
      workspace_.report(part.span, diag::subselect_in_stored, scope_.keeper);
      ok_ = false;
    }
  }

  bool resolve_cast(Cast& cast) {
    cast.type = resolve_type(cast.type_name, workspace_);
    return cast.type->kind != TypeKind::unknown;
  }

  bool resolve_reference(ColumnReference& reference) {
    if (!scope_.table) {
      const Span span = join(reference.parts.front().span, reference.parts.back().span);
      if (scope_.keeper.empty())
        workspace_.report(span, diag::column_in_values).help("strings are written in single quotes");
      else
        workspace_.report(span, diag::column_in_default)
            .help("strings are written in single quotes; a column that depends on others is \"generated always as (...) stored\"");
      return false;
    }
    if (!names_the_table(reference)) return true;  // a table of a raw sub-select, or a field: not ours to check
    Name& name = reference.parts.back();
    const Column* column = workspace_.find_column(*scope_.table, name.text, name.span);
    if (column) name.text = column->name;
    return column != nullptr;
  }

  [[nodiscard]] bool names_the_table(const ColumnReference& reference) const {
    const std::vector<Name>& parts = reference.parts;
    if (parts.size() == 1) return true;
    const Name& qualifier = parts[parts.size() - 2];
    return qualifier.text == "excluded" || workspace_.same(qualifier.text, scope_.table->name.name);
  }

  const ExpressionScope& scope_;
  Workspace& workspace_;
  bool ok_ = true;
};

}  // namespace

std::optional<Expression> resolve_expression(Expression written, const ExpressionScope& scope, Workspace& workspace) {
  if (!ExpressionResolver(scope, workspace).resolve(written)) return std::nullopt;
  return written;
}

bool check_enum_literal(const Type& type, const Expression& value, Workspace& workspace) {
  Expression copy = value;
  const Literal* literal = enum_literal(type, copy);
  return !literal || check_enum_value(type, literal->text, value.span, workspace);
}

}  // namespace galley
