#include "catalog/like_table.hpp"

#include <algorithm>
#include <set>

#include "catalog/naming.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/table_edits.hpp"

namespace galley {
namespace {

using ast::LikePart;

/// The parts that are wanted: of two options on one part the later wins.
std::set<LikePart> wanted_parts(const ast::LikeTable& written) {
  using enum LikePart;
  std::set<LikePart> parts;
  for (const ast::LikeOption& option : written.options) {
    const std::set<LikePart> meant = option.part == all ? std::set<LikePart>{comments, compression, constraints, defaults, generated,
                                                                             identity, indexes,     statistics,  storage}
                                                        : std::set<LikePart>{option.part};
    for (const LikePart part : meant) {
      if (option.including)
        parts.insert(part);
      else
        parts.erase(part);
    }
  }
  return parts;
}

std::optional<ColumnSettings> wanted_settings(const Column& column, const std::set<LikePart>& parts) {
  if (!column.settings) return std::nullopt;
  ColumnSettings settings;
  if (parts.contains(LikePart::storage)) settings.storage = column.settings->storage;
  if (parts.contains(LikePart::compression)) settings.compression = column.settings->compression;
  if (settings == ColumnSettings()) return std::nullopt;
  return settings;
}

Column copy_of(const Column& column, const std::set<LikePart>& parts, Span span) {
  Column copy;
  copy.name = column.name;
  copy.type = column.type;
  copy.not_null = column.not_null;
  copy.collation = column.collation;
  copy.span = span;
  if (parts.contains(LikePart::defaults)) copy.default_value = column.default_value;
  if (parts.contains(LikePart::generated)) copy.generated = column.generated;
  if (parts.contains(LikePart::comments)) copy.comment = column.comment;
  if (column.identity && parts.contains(LikePart::identity)) copy.identity = Identity{column.identity->always, column.identity->options};
  if (std::optional<ColumnSettings> settings = wanted_settings(column, parts)) copy.settings = std::move(*settings);
  return copy;
}

std::vector<Name> names(const std::vector<std::string>& columns, Span span) {
  std::vector<Name> list;
  for (const std::string& column : columns) list.push_back({column, span});
  return list;
}

/// The reverse of dotted().
std::optional<QualifiedName> undotted(const std::optional<std::string>& text, Span span) {
  if (!text) return std::nullopt;
  QualifiedName name;
  const std::size_t dot = text->find('.');
  if (dot != std::string::npos) name.schema = {text->substr(0, dot), span};
  name.name = {dot == std::string::npos ? *text : text->substr(dot + 1), span};
  return name;
}

}  // namespace

Expression LikeCopies::own(Expression expression, const Source& source) const {
  rename_qualifier(expression, source.table->name.name, table_.name.name);
  return expression;
}

bool LikeCopies::copy(const ast::LikeTable& written, std::vector<WrittenConstraint>& constraints) {
  const TablePointer table = workspace_.find_table(workspace_.object_name(written.table), written.table.span());
  if (!table) return false;
  const std::set<LikePart> parts = wanted_parts(written);
  const Source source{.table = table,
                      .span = written.span,
                      .comments = parts.contains(LikePart::comments),
                      .indexes = parts.contains(LikePart::indexes),
                      .statistics = parts.contains(LikePart::statistics)};
  bool ok = true;
  for (const Column& column : table->columns) {
    ok = workspace_.check_column_free(table_, column.name, written.table.span()) && ok;
    Column copied = copy_of(column, parts, written.span);
    if (copied.generated) copied.generated->value = own(std::move(copied.generated->value), source);
    table_.columns.push_back(std::move(copied));
  }
  for (const Constraint& constraint : table->constraints) {
    const bool is_check = std::holds_alternative<Check>(constraint.what);
    const bool is_wanted =
        is_check ? parts.contains(LikePart::constraints) : source.indexes && !std::holds_alternative<ForeignKey>(constraint.what);
    if (is_wanted) copy_constraint(constraint, source, constraints);
  }
  sources_.push_back(source);
  return ok;
}

void LikeCopies::copy_constraint(const Constraint& constraint, const Source& source, std::vector<WrittenConstraint>& constraints) {
  ast::TableConstraint copy;
  copy.span = source.span;
  copy.deferral = constraint.deferral;
  if (const auto* check = std::get_if<Check>(&constraint.what)) {
    copy.name = Name{constraint.name, source.span};  // it keeps its name, as on a server; those of indexes are made anew
    copy.what = ast::CheckConstraint{own(check->condition, source), check->no_inherit};
  } else if (const auto* key = std::get_if<PrimaryKey>(&constraint.what)) {
    copy.what = ast::PrimaryKeyConstraint{names(key->columns, source.span), names(key->include, source.span)};
  } else if (const auto* unique = std::get_if<Unique>(&constraint.what)) {
    copy.what = ast::UniqueConstraint{unique->nulls_not_distinct, names(unique->columns, source.span), names(unique->include, source.span)};
  } else if (const auto* exclude = std::get_if<Exclude>(&constraint.what)) {
    ast::ExcludeConstraint what;
    what.method = {exclude->method, source.span};
    for (const Exclude::Element& element : exclude->elements)
      what.elements.push_back({{.key = own(element.key.key, source),
                                .collation = undotted(element.key.collation, source.span),
                                .operator_class = undotted(element.key.operator_class, source.span),
                                .descending = element.key.descending,
                                .nulls = element.key.nulls,
                                .span = source.span},
                               element.op});
    if (exclude->where) what.where = own(*exclude->where, source);
    copy.what = std::move(what);
  }
  copied_.push_back({constraints.size(), constraint, source.comments});
  constraints.push_back({std::move(copy), constraint.column});
}

void LikeCopies::complete() {
  for (const CopiedConstraint& copied : copied_) {
    Constraint& constraint = table_.constraints[copied.position];
    if (copied.comments) constraint.comment = copied.constraint.comment;
    const auto copy_storage = [&]<class Key>(Key& key) {
      const auto& from = std::get<Key>(copied.constraint.what);
      key.options = from.options;
      key.tablespace = from.tablespace;
    };
    if (auto* key = std::get_if<PrimaryKey>(&constraint.what)) copy_storage(*key);
    if (auto* unique = std::get_if<Unique>(&constraint.what)) copy_storage(*unique);
  }
  for (const Source& source : sources_) {
    if (!source.indexes) continue;
    for (const Index& index : source.table->indexes) {
      Index copy = index;
      for (IndexKey& key : copy.keys) key.key = own(std::move(key.key), source);
      if (copy.where) copy.where = own(std::move(*copy.where), source);
      if (!source.comments) copy.comment.reset();
      copy.replica_identity = false;
      copy.clusters = false;
      copy.span = source.span;
      copy.name = conventional_name_of(copy, table_, workspace_);
      insert_index(table_, std::move(copy));
    }
  }
}

void LikeCopies::copy_statistics(Span statement) const {
  for (const Source& source : sources_) {
    if (!source.statistics) continue;
    for (const ObjectPointer& object : workspace_.catalog().objects_needing({ObjectKind::table, source.table->name, {}})) {
      const auto* statistics = std::get_if<StatisticsDefinition>(&object->definition);
      if (!statistics || statistics->table != source.table->name) continue;
      StatisticsDefinition copy = *statistics;
      copy.table = table_.name;
      NameParts parts{.table = table_.name.name, .columns = {}, .referenced_table = {}};
      for (Expression& key : copy.keys) {
        key = own(std::move(key), source);
        for (std::string& column : columns_of(key)) parts.columns.push_back(std::move(column));
      }
      const std::string name = conventional_name("{table}_{columns}_stat", parts, [&](const std::string& taken) {
        return workspace_.peek_object({ObjectKind::statistics, {table_.name.schema, taken}, {}}) != nullptr;
      });
      SchemaObject made = new_object({ObjectKind::statistics, {table_.name.schema, name}, {}}, source.span);
      made.definition = std::move(copy);
      if (source.comments) made.comment = object->comment;
      create_object(std::move(made), false, true, statement, workspace_);
    }
  }
}

}  // namespace galley
