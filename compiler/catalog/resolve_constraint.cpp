#include "catalog/keys.hpp"
#include "catalog/naming.hpp"
#include "catalog/resolve.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

using Kind = decltype(Constraint::what);

/// What a message calls a constraint of this kind.
std::string_view kind_name(const ast::TableConstraint& written) {
  return match(
      written.what, [](const ast::PrimaryKeyConstraint&) { return std::string_view("a primary key"); },
      [](const ast::UniqueConstraint&) { return std::string_view("a unique constraint"); },
      [](const ast::ForeignKeyConstraint&) { return std::string_view("a foreign key"); },
      [](const ast::CheckConstraint&) { return std::string_view("a check"); },
      [](const ast::ExcludeConstraint&) { return std::string_view("an exclusion constraint"); });
}

Span span_of(const std::vector<Name>& names, Span otherwise) {
  return names.empty() ? otherwise : join(names.front().span, names.back().span);
}

std::optional<Kind> resolve_key(const ast::PrimaryKeyConstraint& written, const Table& table, Workspace& workspace) {
  auto columns = resolve_columns(written.columns, table, workspace);
  auto include = resolve_columns(written.include, table, workspace);
  if (!columns || !include) return std::nullopt;
  return PrimaryKey{std::move(*columns), std::move(*include)};
}

std::optional<Kind> resolve_unique(const ast::UniqueConstraint& written, const Table& table, Workspace& workspace) {
  auto columns = resolve_columns(written.columns, table, workspace);
  auto include = resolve_columns(written.include, table, workspace);
  if (!columns || !include) return std::nullopt;
  return Unique{std::move(*columns), std::move(*include), written.nulls_not_distinct};
}

std::optional<std::vector<std::string>> referenced_columns(const ast::References& written, const Table& referenced, Workspace& workspace) {
  if (!written.columns.empty()) return resolve_columns(written.columns, referenced, workspace);
  if (const Constraint* key = referenced.primary_key()) return std::get<PrimaryKey>(key->what).columns;
  workspace.report(written.table.span(), diag::no_primary_key, workspace.shown(referenced.name))
      .note(referenced.span, "table \"{}\" is created here", workspace.shown(referenced.name))
      .help("name the columns: references {} (...)", workspace.shown(referenced.name));
  return std::nullopt;
}

std::optional<Kind> resolve_foreign_key(const ast::ForeignKeyConstraint& written, const Table& table, Span span, Workspace& workspace) {
  auto columns = resolve_columns(written.columns, table, workspace);
  const ast::References& references = written.references;
  ObjectName name = workspace.object_name(references.table);
  TablePointer other;
  const Table* referenced = &table;
  if (!workspace.same(name.name, table.name.name) || !workspace.same(name.schema, table.name.schema)) {
    other = workspace.find_table(name, references.table.span());
    referenced = other.get();
  }
  if (!columns || !referenced) return std::nullopt;
  auto target = referenced_columns(references, *referenced, workspace);
  auto cleared = resolve_columns(references.on_delete_columns, table, workspace);
  if (!target || !cleared) return std::nullopt;
  ForeignKey key{std::move(*columns),  referenced->name,    std::move(*target),  references.match,
                 references.on_delete, std::move(*cleared), references.on_update};
  const ForeignKeyPlaces places{.table = references.table.span(),
                                .columns = span_of(written.columns, span),
                                .referenced = span_of(references.columns, references.table.span())};
  if (!check_foreign_key(key, table, places, workspace)) return std::nullopt;
  return key;
}

std::optional<Kind> resolve_check(const ast::CheckConstraint& written, const Table& table, Workspace& workspace) {
  auto condition = resolve_expression(written.condition, {.table = &table, .keeper = "a check"}, workspace);
  if (!condition) return std::nullopt;
  return Check{std::move(*condition), written.no_inherit};
}

std::optional<Kind> resolve_exclude(const ast::ExcludeConstraint& written, const Table& table, Workspace& workspace) {
  Exclude exclude{.method = written.method.text, .elements = {}, .where = std::nullopt};
  bool ok = true;
  for (const ast::ExcludeElement& element : written.elements) {
    auto key = resolve_index_key(element.key, table, workspace);
    if (key) exclude.elements.push_back({std::move(*key), element.op});
    ok = key.has_value() && ok;
  }
  if (written.where) {
    exclude.where = resolve_expression(*written.where, {.table = &table, .keeper = "an exclusion constraint"}, workspace);
    ok = exclude.where.has_value() && ok;
  }
  if (!ok) return std::nullopt;
  return exclude;
}

std::optional<Kind> resolve_kind(const ast::TableConstraint& written, const Table& table, Workspace& workspace) {
  return match(
      written.what, [&](const ast::PrimaryKeyConstraint& what) { return resolve_key(what, table, workspace); },
      [&](const ast::UniqueConstraint& what) { return resolve_unique(what, table, workspace); },
      [&](const ast::ForeignKeyConstraint& what) { return resolve_foreign_key(what, table, written.span, workspace); },
      [&](const ast::CheckConstraint& what) { return resolve_check(what, table, workspace); },
      [&](const ast::ExcludeConstraint& what) { return resolve_exclude(what, table, workspace); });
}

bool check_options(const ast::TableConstraint& written, Workspace& workspace) {
  const bool is_foreign_key = std::holds_alternative<ast::ForeignKeyConstraint>(written.what);
  const bool is_check = std::holds_alternative<ast::CheckConstraint>(written.what);
  if (written.not_valid && !is_foreign_key && !is_check) {
    workspace.report(written.span, diag::not_valid_impossible, kind_name(written));
    return false;
  }
  if (written.deferral != Deferral::not_deferrable && is_check) {
    workspace.report(written.span, diag::not_deferrable, kind_name(written));
    return false;
  }
  return true;
}

const std::string& convention_for(const Constraint& constraint, const NamingConventions& naming) {
  return match(
      constraint.what, [&](const PrimaryKey&) -> const std::string& { return naming.primary_key; },
      [&](const Unique&) -> const std::string& { return naming.unique; },
      [&](const ForeignKey&) -> const std::string& { return naming.foreign_key; },
      [&](const Check&) -> const std::string& { return naming.check; },
      [&](const Exclude&) -> const std::string& { return naming.exclude; });
}

/// Columns for the name: without included ones.
std::vector<std::string> key_columns(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint.what)) return key->columns;
  if (const auto* key = std::get_if<Unique>(&constraint.what)) return key->columns;
  return columns_of(constraint);
}

std::string derived_name(const Constraint& constraint, const Table& table, const ClaimedNames& claimed, const Workspace& workspace) {
  NameParts parts{.table = table.name.name, .columns = key_columns(constraint), .referenced_table = {}};
  if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) parts.referenced_table = key->table.name;
  return conventional_name(convention_for(constraint, workspace.options().naming), parts, [&](const std::string& name) {
    return claimed.contains(workspace.dialect().identity_of(name)) || workspace.peek_constraint(table, name) ||
           workspace.peek_relation({table.name.schema, name});
  });
}

/// Takes the names that users wrote, before any is derived.
bool claim_written_names(const std::vector<WrittenConstraint>& written, const Table& table, ClaimedNames& claimed, Workspace& workspace) {
  bool ok = true;
  for (const WrittenConstraint& constraint : written) {
    const std::optional<Name>& name = constraint.constraint.name;
    if (!name) continue;
    ok = workspace.check_length(*name) && ok;
    if (claimed.insert(workspace.dialect().identity_of(name->text)).second) continue;
    workspace.report(name->span, diag::constraint_exists, name->text, workspace.shown(table.name));
    ok = false;
  }
  return ok;
}

}  // namespace

std::optional<Constraint> resolve_constraint(const WrittenConstraint& written, const Table& table, ClaimedNames& claimed,
                                             Workspace& workspace) {
  const ast::TableConstraint& from = written.constraint;
  const bool options_ok = check_options(from, workspace);
  std::optional<Kind> what = resolve_kind(from, table, workspace);
  if (!what || !options_ok) {
    if (from.name) workspace.poison(table.name, from.name->text);
    return std::nullopt;
  }
  Constraint constraint{.name = {},
                        .what = std::move(*what),
                        .deferral = from.deferral,
                        .valid = !from.not_valid,
                        .column = written.column,
                        .comment = std::nullopt,
                        .span = from.span};
  constraint.name = from.name ? from.name->text : derived_name(constraint, table, claimed, workspace);
  claimed.insert(workspace.dialect().identity_of(constraint.name));
  return constraint;
}

std::optional<std::vector<Constraint>> resolve_constraints(const std::vector<WrittenConstraint>& written, const Table& table,
                                                           Workspace& workspace) {
  if (written.empty()) return std::vector<Constraint>();
  ClaimedNames claimed;
  bool ok = claim_written_names(written, table, claimed, workspace);
  Table growing = table;  // foreign keys to itself must find the keys made here
  std::vector<std::optional<Constraint>> found(written.size());
  for (const bool foreign_keys : {false, true}) {
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (std::holds_alternative<ast::ForeignKeyConstraint>(written[i].constraint.what) != foreign_keys) continue;
      found[i] = resolve_constraint(written[i], growing, claimed, workspace);
      ok = found[i].has_value() && ok;
      if (found[i]) growing.constraints.push_back(*found[i]);
    }
  }
  if (!ok) return std::nullopt;
  std::vector<Constraint> constraints;
  for (std::optional<Constraint>& constraint : found) constraints.push_back(std::move(*constraint));
  return constraints;
}

}  // namespace galley
