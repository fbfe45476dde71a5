// What the target version, or a script, cannot express: found before anything is printed.
#include <algorithm>
#include <iterator>
#include <string>

#include "diag/catalogue/postgresql.hpp"
#include "postgresql/change_expressions.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/raw_sql.hpp"

namespace galley::postgresql {
namespace {

constexpr int nulls_not_distinct_since = 15;
constexpr int set_null_columns_since = 15;
constexpr int virtual_columns_since = 18;
constexpr int at_local_since = 17;
constexpr int is_json_since = 16;
constexpr int is_normalized_since = 13;

struct NewFunction {
  std::string_view name;
  int since;
};
/// Functions that not every server has which a script may be for.
constexpr NewFunction new_functions[] = {
    {"any_value", 16},
    {"array_reverse", 18},
    {"array_sample", 16},
    {"array_shuffle", 16},
    {"array_sort", 18},
    {"bit_count", 14},
    {"casefold", 18},
    {"crc32", 18},
    {"date_add", 16},
    {"date_bin", 14},
    {"date_subtract", 16},
    {"gamma", 18},
    {"gcd", 13},
    {"gen_random_uuid", 13},
    {"lcm", 13},
    {"lgamma", 18},
    {"normalize", 13},
    {"random_normal", 16},
    {"range_agg", 14},
    {"regexp_count", 15},
    {"regexp_instr", 15},
    {"regexp_like", 15},
    {"regexp_substr", 15},
    {"similar_to_escape", 13},  // what substring(.. similar ..) is
    {"string_to_table", 14},
    {"to_bin", 17},
    {"to_oct", 17},
    {"trim_array", 14},
    {"unistr", 14},
    {"uuid_extract_timestamp", 17},
    {"uuid_extract_version", 17},
    {"uuidv4", 18},
    {"uuidv7", 18},
};

}  // namespace

void Lowering::check(const Operation& operation) {
  check_expressions(operation);
  check_partitioned(operation);
  check_identity_change(operation);
  check_queries(operation);
  const auto check_column = [&](const Column& column) {
    if (column.generated && !column.generated->stored) require(virtual_columns_since, "a virtual generated column", operation.span);
  };
  if (const auto* create = std::get_if<CreateTable>(&operation.change)) {
    for (const Column& column : create->table.columns) check_column(column);
    for (const Constraint& constraint : create->table.constraints) check_constraint(constraint, operation.span);
  } else if (const auto* add_column = std::get_if<AddColumn>(&operation.change)) {
    check_column(add_column->column);
    for (const Constraint& constraint : add_column->constraints) check_constraint(constraint, operation.span);
  } else if (const auto* constraint = std::get_if<AddConstraint>(&operation.change)) {
    check_constraint(constraint->constraint, operation.span);
  } else if (const auto* index = std::get_if<CreateIndex>(&operation.change)) {
    if (index->index.nulls_not_distinct) require(nulls_not_distinct_since, "NULLS NOT DISTINCT", operation.span);
  } else if (const auto* index_drop = std::get_if<DropIndex>(&operation.change)) {
    if (index_drop->concurrently && index_drop->cascade) diagnostics_.report(operation.span, diag::concurrent_cascade);
  }
}

void Lowering::check_queries(const Operation& operation) {
  const auto check_sources = [&](const std::vector<Source>& sources) {
    for (const Source& source : sources) check_embedded(source.query, source.span, diagnostics_);
  };
  if (const auto* insert = std::get_if<InsertRows>(&operation.change))
    check_embedded(insert->query.value_or(""), operation.span, diagnostics_);
  if (const auto* update = std::get_if<UpdateRows>(&operation.change)) check_sources(update->from);
  if (const auto* delete_from = std::get_if<DeleteRows>(&operation.change)) check_sources(delete_from->using_);
  if (const auto* require = std::get_if<Require>(&operation.change)) check_embedded(require->query, require->span, diagnostics_);
}

void Lowering::check_expressions(const Operation& operation) {
  for_each_expression_of(operation.change, [&](const Expression& root) {
    for_each_expression(root, [&](const Expression& e) {
      if (const auto* query = std::get_if<Subquery>(&e.node)) check_embedded(query->text, e.span, diagnostics_);
      if (const auto* moment = std::get_if<AtTimeZone>(&e.node); moment != nullptr && !moment->zone)
        require(at_local_since, "AT LOCAL", e.span);
      if (const auto* call = std::get_if<Call>(&e.node); call != nullptr && !call->function.has_schema()) {
        const std::string& name = call->function.name.text;
        const auto* found =
            std::find_if(std::begin(new_functions), std::end(new_functions), [&](const NewFunction& each) { return each.name == name; });
        if (found != std::end(new_functions)) require(found->since, "function \"" + name + "\"", e.span);
      }
      if (const auto* test = std::get_if<IsTest>(&e.node)) {
        if (test->what.starts_with("json")) require(is_json_since, "IS JSON", e.span);
        if (test->what.ends_with("normalized")) require(is_normalized_since, "IS NORMALIZED", e.span);
      }
    });
  });
}

void Lowering::check_constraint(const Constraint& constraint, Span place) {
  const auto* unique = std::get_if<Unique>(&constraint.what);
  if (unique != nullptr && unique->nulls_not_distinct) require(nulls_not_distinct_since, "NULLS NOT DISTINCT", place);
  const auto* key = std::get_if<ForeignKey>(&constraint.what);
  if (key != nullptr && !key->on_delete_columns.empty()) require(set_null_columns_since, "ON DELETE with a list of columns", place);
}

void Lowering::require(int version, std::string_view feature, Span place) {
  if (target_.version < version) diagnostics_.report(place, diag::feature_too_new, feature, version, target_.version);
}

}  // namespace galley::postgresql
