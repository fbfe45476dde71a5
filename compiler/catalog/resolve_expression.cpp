#include <algorithm>
#include <array>

#include "base/edit_distance.hpp"
#include "catalog/check_operators.hpp"
#include "catalog/enum_literals.hpp"
#include "catalog/resolve.hpp"
#include "catalog/resolve_body.hpp"
#include "catalog/resolve_query.hpp"
#include "catalog/sequence_calls.hpp"
#include "catalog/table_edits.hpp"
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

/// Functions that compute one value from many rows; none of the places where the language has an expression takes one.
bool is_aggregate(const Call& call) {
  static constexpr auto aggregates = std::to_array<std::string_view>(
      {"array_agg",  "avg",        "bit_and",     "bit_or",       "bool_and", "bool_or",         "count",     "cume_dist",
       "dense_rank", "every",      "first_value", "group_concat", "json_agg", "json_object_agg", "jsonb_agg", "jsonb_object_agg",
       "lag",        "last_value", "lead",        "nth_value",    "ntile",    "percent_rank",    "range_agg", "rank",
       "row_number", "stddev",     "string_agg",  "sum",          "variance", "xmlagg"});
  const std::string& name = call.function.name.text;
  if (call.function.has_schema() && call.function.schema.text != "pg_catalog") return false;
  if (call.star || call.distinct) return true;
  if (name == "min" || name == "max") return call.arguments.size() == 1;  // SQLite's own are functions of several values
  return std::ranges::find(aggregates, name) != aggregates.end();
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
    return check_operators(root, scope_, workspace_) && ok_;
  }

 private:
  void look_at(Expression& part) {
    if (auto* reference = std::get_if<ColumnReference>(&part.node)) ok_ = resolve_reference(*reference) && ok_;
    if (auto* cast = std::get_if<Cast>(&part.node)) ok_ = resolve_cast(*cast) && ok_;
    if (auto* literal = std::get_if<TypedLiteral>(&part.node)) {
      const TypeMapping* mapping = find_type_mapping(literal->type, workspace_);
      if (mapping) literal->type = mapping->type;
    }
    if (const auto* call = std::get_if<Call>(&part.node); call && is_aggregate(*call)) {
      workspace_
          .report(part.span, diag::aggregate_not_here, call->function.name.text, scope_.keeper.empty() ? "a data statement" : scope_.keeper)
          .help("put it into a sub-select where one may stand: (select {}(...) from ...)", call->function.name.text);
      ok_ = false;
    }
    if (const auto* call = std::get_if<Call>(&part.node)) static_cast<void>(resolve_call(call->function, workspace_));
    if (Literal* sequence = sequence_literal(part)) resolve_sequence(*sequence);
    if (const auto* query = std::get_if<Subquery>(&part.node)) ok_ = resolve_query(*query, part.span) && ok_;
  }

  bool resolve_query(const Subquery& query, Span span) {
    if (!scope_.keeper.empty()) {
      workspace_.report(span, diag::subselect_in_stored, scope_.keeper);
      return false;
    }
    const std::optional<std::vector<ObjectKey>> needs = resolve_subquery(query, scope_, workspace_);
    if (needs && scope_.needs) scope_.needs->insert(scope_.needs->end(), needs->begin(), needs->end());
    return needs.has_value();
  }

  /// The string names the sequence with its schema from now on, so that it is found whatever the search path.
  void resolve_sequence(Literal& literal) {
    std::optional<ObjectName> name = read_relation_name(literal.text);
    if (!name) return;
    if (name->schema.empty()) name->schema = workspace_.options().default_schema;
    literal.text = spell_relation_name(*name);
  }

  bool resolve_cast(Cast& cast) {
    cast.type = resolve_type(cast.type_name, workspace_);
    if (is_named(*cast.type)) cast.type_name.schema = cast.type->name.schema;
    return cast.type->kind != TypeKind::unknown;
  }

  bool resolve_reference(ColumnReference& reference) {
    if (!scope_.table) {
      const Span span = join(reference.parts.front().span, reference.parts.back().span);
      if (scope_.keeper.empty())
        workspace_.report(span, diag::column_in_values).help("strings are written in single quotes");
      else
        workspace_.report(span, diag::column_in_default, scope_.keeper)
            .help("strings are written in single quotes; a column that depends on others is \"generated always as (...) stored\"");
      return false;
    }
    if (!scope_.sources.empty()) return resolve_among_sources(reference);
    if (!names_the_table(reference)) return true;  // a table of a raw sub-select, or a field: not ours to check
    Name& name = reference.parts.back();
    const Column* column = workspace_.find_column(*scope_.table, name.text, name.span);
    if (column) name.text = column->name;
    return column != nullptr;
  }

  bool resolve_among_sources(ColumnReference& reference) {
    Name& name = reference.parts.back();
    if (reference.parts.size() == 1) return resolve_bare(name);
    const Name& qualifier = reference.parts[reference.parts.size() - 2];
    const auto source = std::ranges::find_if(scope_.sources, [&](const ScopeSource& s) { return workspace_.same(s.name, qualifier.text); });
    if (source != scope_.sources.end()) return is_column_of(*source, name);
    std::vector<std::string_view> names;
    for (const ScopeSource& known : scope_.sources) names.push_back(known.name);
    workspace_.report(qualifier.span, diag::unknown_source, qualifier.text).suggest(nearest(qualifier.text, names));
    return false;
  }

  bool is_column_of(const ScopeSource& source, Name& name) {
    if (!source.table) {
      if (source.columns.empty() || has_column(source, name.text)) return true;
      std::vector<std::string_view> names(source.columns.begin(), source.columns.end());
      workspace_.report(name.span, diag::unknown_column, name.text, source.name).suggest(nearest(name.text, names));
      return false;
    }
    const Column* column = workspace_.find_column(*source.table, name.text, name.span);
    if (column) name.text = column->name;
    return column != nullptr;
  }

  [[nodiscard]] bool has_column(const ScopeSource& source, std::string_view name) const {
    if (source.table) return workspace_.peek_column(*source.table, name) != nullptr;
    return std::ranges::any_of(source.columns, [&](const std::string& column) { return workspace_.same(column, name); });
  }

  bool resolve_bare(Name& name) {
    std::vector<const ScopeSource*> found;
    bool may_be_elsewhere = false;
    for (const ScopeSource& source : scope_.sources) {
      if (source.qualified_only) continue;
      if (has_column(source, name.text)) found.push_back(&source);
      may_be_elsewhere = may_be_elsewhere || (!source.table && source.columns.empty());
    }
    if (found.size() > 1) {
      workspace_.report(name.span, diag::ambiguous_column, name.text, found[0]->name, found[1]->name)
          .help("write {}.{} or {}.{}", found[0]->name, name.text, found[1]->name, name.text);
      return false;
    }
    if (found.empty() && may_be_elsewhere) return true;
    return is_column_of(found.empty() ? scope_.sources.front() : *found.front(), name);
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
  if (type.kind != TypeKind::enumeration) return true;
  Expression copy = value;
  const Literal* literal = enum_literal(type, copy);
  return !literal || check_enum_value(type, literal->text, value.span, workspace);
}

}  // namespace galley
