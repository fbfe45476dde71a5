#include "postgresql/output_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace galley::postgresql {
namespace {

/// A name, and whether an outer expression passes it on, as FigureColnameInternal of the server has it.
struct Figured {
  std::string name;
  bool strong = true;
};

Figured figure(const ParseNode& node);

constexpr auto fixed_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"A_ArrayExpr", "array"},
    {"RowExpr", "row"},
    {"CoalesceExpr", "coalesce"},
    {"GroupingFunc", "grouping"},
    {"XmlSerialize", "xmlserialize"},
});

Figured of_type_cast(const ParseNode& node) {
  Figured inner = figure(node["arg"]);
  if (inner.strong) return inner;
  return {name_of(node["typeName"]["names"]).name, false};
}

Figured of_sub_link(const ParseNode& node) {
  const std::string& kind = node.text("subLinkType");
  if (kind == "EXISTS_SUBLINK") return {"exists"};
  if (kind == "ARRAY_SUBLINK") return {"array"};
  const auto nothing_known = [](const NameInTree&) { return std::vector<std::string>(); };
  const auto names = kind == "EXPR_SUBLINK" ? output_names(node["subselect"], nothing_known) : std::vector<std::string>();
  return names.empty() ? Figured{{}, false} : Figured{names.front()};
}

Figured of_case(const ParseNode& node) {
  Figured otherwise = figure(node["defresult"]);
  return otherwise.strong ? otherwise : Figured{"case", false};
}

/// (a).b and a[1]: the last field, or what stands before the brackets.
Figured of_indirection(const ParseNode& node) {
  std::string field;
  for (const ParseNode& step : node["indirection"].children)
    if (step.is("String")) field = step.text("sval");
  return field.empty() ? figure(node["arg"]) : Figured{field};
}

/// "SVFOP_CURRENT_TIMESTAMP_N": current_timestamp
std::string of_value_function(std::string_view op) {
  constexpr std::string_view prefix = "SVFOP_";
  std::string name(op.starts_with(prefix) ? op.substr(prefix.size()) : op);
  if (name.ends_with("_N")) name.resize(name.size() - 2);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

Figured figure(const ParseNode& node) {
  if (node.is("ColumnRef")) {
    const std::vector<ParseNode>& fields = node["fields"].children;
    return fields.empty() || fields.back().is("A_Star") ? Figured{{}, false} : Figured{fields.back().text("sval")};
  }
  if (node.is("FuncCall")) return {name_of(node["funcname"]).name};
  if (node.is("A_Indirection")) return of_indirection(node);
  if (node.is("TypeCast")) return of_type_cast(node);
  if (node.is("CollateClause")) return figure(node["arg"]);
  if (node.is("SubLink")) return of_sub_link(node);
  if (node.is("CaseExpr")) return of_case(node);
  if (node.is("A_Expr") && node.text("kind") == "AEXPR_NULLIF") return {"nullif"};
  if (node.is("MinMaxExpr")) return {node.text("op") == "IS_LEAST" ? "least" : "greatest"};
  if (node.is("SQLValueFunction")) return {of_value_function(node.text("op"))};
  for (const auto& [type, name] : fixed_names)
    if (node.is(type)) return {std::string(name)};
  return {{}, false};
}

bool is_star(const ParseNode& value) {
  if (!value.is("ColumnRef")) return false;
  const std::vector<ParseNode>& fields = value["fields"].children;
  return !fields.empty() && fields.back().is("A_Star");
}

std::vector<std::string> numbered_columns(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(fmt::format("column{}", i));
  return names;
}

/// What a `*` stands for, from the items of FROM.
class StarExpander {
 public:
  StarExpander(const ParseNode& select, const ColumnsOf& columns_of) : columns_of_(columns_of) {
    for (const ParseNode& query : select["withClause"]["ctes"].children) query_names_.push_back(query.text("ctename"));
    for (const ParseNode& item : select["fromClause"].children) add(item);
  }

  /// Nothing where some are not known. `qualifier` of t.*, or empty.
  [[nodiscard]] std::vector<std::string> expand(std::string_view qualifier) const {
    std::vector<std::string> names;
    for (const Item& item : items_) {
      if (!qualifier.empty() && item.name != qualifier) continue;
      if (item.columns.empty()) return {};
      names.insert(names.end(), item.columns.begin(), item.columns.end());
    }
    return names;
  }

 private:
  struct Item {
    std::string name;
    std::vector<std::string> columns;
  };

  void add(const ParseNode& item) {
    if (item.is("JoinExpr") && item["usingClause"].children.empty() && !item.flag("isNatural") && !item.has("alias")) {
      add(item["larg"]);
      add(item["rarg"]);
      return;
    }
    Item& added = items_.emplace_back();  // of any other kind it has no columns that are known
    const ParseNode& alias = item["alias"];
    added.name = alias.text("aliasname");
    if (item.is("RangeVar")) {
      const NameInTree relation{item.text("schemaname"), item.text("relname")};
      if (added.name.empty()) added.name = relation.name;
      const bool is_query =
          relation.schema.empty() && std::find(query_names_.begin(), query_names_.end(), relation.name) != query_names_.end();
      if (!is_query) added.columns = columns_of_(relation);
    }
    if (item.is("RangeSubselect")) added.columns = output_names(item["subquery"], columns_of_);
    const std::vector<std::string> renamed = strings_of(alias["colnames"]);
    for (std::size_t i = 0; i < std::min(renamed.size(), added.columns.size()); ++i) added.columns[i] = renamed[i];
  }

  const ColumnsOf& columns_of_;
  std::vector<std::string> query_names_;  // of WITH
  std::vector<Item> items_;
};

}  // namespace

std::string figured_name(const ParseNode& expression) { return figure(expression).name; }

std::vector<std::string> output_names(const ParseNode& select, const ColumnsOf& columns_of) {
  if (const ParseNode* left = select.find("larg")) return output_names(*left, columns_of);
  if (const ParseNode* rows = select.find("valuesLists")) return numbered_columns(rows->children.front()["items"].children.size());
  std::vector<std::string> names;
  for (const ParseNode& target : select["targetList"].children) {
    const ParseNode& value = target["val"];
    if (is_star(value)) {
      const std::vector<std::string> qualifiers = strings_of(value["fields"]);
      const std::vector<std::string> expanded = StarExpander(select, columns_of).expand(qualifiers.empty() ? "" : qualifiers.back());
      if (expanded.empty()) return {};
      names.insert(names.end(), expanded.begin(), expanded.end());
      continue;
    }
    std::string name = target.text("name");
    if (name.empty()) name = figure(value).name;
    names.push_back(name.empty() ? "?column?" : std::move(name));
  }
  return names;
}

}  // namespace galley::postgresql
