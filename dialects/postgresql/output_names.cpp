#include "postgresql/output_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "postgresql/quoting.hpp"

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

/// A column that a `*` stands for.
struct StarColumn {
  std::string source;  // of FROM; empty for one that a join has made of two
  std::string name;
};
using KnownColumns = std::optional<std::vector<StarColumn>>;

std::vector<StarColumn> columns_from(const std::string& source, const std::vector<std::string>& names) {
  std::vector<StarColumn> columns;
  for (const std::string& name : names) columns.push_back({source, name});
  return columns;
}

bool has_column(const std::vector<StarColumn>& columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(), [&](const StarColumn& column) { return column.name == name; });
}

/// What a `*` stands for, from the items of FROM.
class StarExpander {
 public:
  StarExpander(const ParseNode& select, const ColumnsOf& columns_of) : columns_of_(columns_of) {
    for (const ParseNode& query : select["withClause"]["ctes"].children) query_names_.push_back(query.text("ctename"));
    all_.emplace();
    for (const ParseNode& item : select["fromClause"].children) append(all_, add(item));
  }

  /// Nothing where some are not known. `star` is t.* or *.
  [[nodiscard]] std::vector<StarColumn> expand(const ParseNode& star) const {
    const std::vector<std::string> qualifiers = strings_of(star["fields"]);
    if (qualifiers.empty()) return all_.value_or(std::vector<StarColumn>());
    const auto item = std::find_if(items_.begin(), items_.end(), [&](const Item& known) { return known.name == qualifiers.back(); });
    return item == items_.end() ? std::vector<StarColumn>() : columns_from(item->name, item->columns);
  }
  /// Two tables of one name, of different schemas.
  [[nodiscard]] bool has_repeated_names() const {
    std::vector<std::string_view> names;
    for (const Item& item : items_) names.push_back(item.name);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
  }

 private:
  struct Item {
    std::string name;
    std::vector<std::string> columns;
  };

  static void append(KnownColumns& columns, const KnownColumns& more) {
    if (columns && more)
      columns->insert(columns->end(), more->begin(), more->end());
    else
      columns.reset();
  }

  KnownColumns add(const ParseNode& item) {
    const ParseNode& alias = item["alias"];
    std::vector<std::string> names;
    if (item.is("JoinExpr")) {
      KnownColumns joined = join(item, add(item["larg"]), add(item["rarg"]));
      if (!alias.exists() || !joined) return joined;
      for (const StarColumn& column : *joined) names.push_back(column.name);
    }
    Item& added = items_.emplace_back();  // of any other kind it has no columns that are known
    added.name = alias.text("aliasname");
    added.columns = std::move(names);
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
    if (added.columns.empty()) return std::nullopt;
    return columns_from(added.name, added.columns);
  }

  /// The columns that are joined by name come first, each once.
  static KnownColumns join(const ParseNode& item, const KnownColumns& left, const KnownColumns& right) {
    if (!left || !right) return std::nullopt;
    std::vector<std::string> shared = strings_of(item["usingClause"]);
    if (item.flag("isNatural"))
      for (const StarColumn& column : *left)
        if (has_column(*right, column.name)) shared.push_back(column.name);
    std::vector<StarColumn> columns = columns_from({}, shared);
    for (const auto* side : {&*left, &*right})
      for (const StarColumn& column : *side)
        if (std::find(shared.begin(), shared.end(), column.name) == shared.end()) columns.push_back(column);
    return columns;
  }

  const ColumnsOf& columns_of_;
  std::vector<std::string> query_names_;  // of WITH
  std::vector<Item> items_;
  KnownColumns all_;
};

/// How many bytes "t.*" has that stands at the beginning of the text; 0 where something is between that nobody expects.
std::size_t star_size(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '*') return i + 1;
    if (text[i] == '/' || text[i] == '-' || text[i] == ',' || text[i] == '(') return 0;  // a comment, or something else altogether
  }
  return 0;
}

class StarWriter {
 public:
  StarWriter(std::string_view text, const ColumnsOf& columns_of) : text_(text), columns_of_(columns_of) {}

  /// Nothing where some `*` cannot be written out, or there is none.
  std::string write(const ParseNode& select) {
    if (!collect(select) || found_.empty()) return {};
    std::string out;
    std::size_t done = 0;
    for (const Found& star : found_) {  // in the order of the text: set operations are walked from left to right
      out += std::string(text_.substr(done, star.begin - done)) + star.columns;
      done = star.begin + star.size;
    }
    return out + std::string(text_.substr(done));
  }

 private:
  struct Found {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::string columns;
  };

  bool collect(const ParseNode& select) {
    if (const ParseNode* left = select.find("larg")) return collect(*left) && collect(select["rarg"]);
    for (const ParseNode& target : select["targetList"].children)
      if (is_star(target["val"]) && !add(select, target["val"])) return false;
    return true;
  }
  bool add(const ParseNode& select, const ParseNode& star) {
    const StarExpander expander(select, columns_of_);
    const auto columns = expander.expand(star);
    if (columns.empty() || expander.has_repeated_names()) return false;
    Found found{.begin = star.location(), .size = 0, .columns = {}};
    found.size = star_size(text_.substr(std::min(found.begin, text_.size())));
    for (const auto& column : columns)
      found.columns +=
          (found.columns.empty() ? "" : ", ") + (column.source.empty() ? "" : identifier(column.source) + ".") + identifier(column.name);
    if (found.size == 0 || (!found_.empty() && found_.back().begin >= found.begin)) return false;
    found_.push_back(std::move(found));
    return true;
  }

  std::string_view text_;
  const ColumnsOf& columns_of_;
  std::vector<Found> found_;
};

}  // namespace

std::string written_out(std::string_view text, const ParseNode& select, const ColumnsOf& columns_of) {
  return StarWriter(text, columns_of).write(select);
}

std::string figured_name(const ParseNode& expression) { return figure(expression).name; }

std::vector<std::string> output_names(const ParseNode& select, const ColumnsOf& columns_of) {
  if (const ParseNode* left = select.find("larg")) return output_names(*left, columns_of);
  if (const ParseNode* rows = select.find("valuesLists")) return numbered_columns(rows->children.front()["items"].children.size());
  std::vector<std::string> names;
  for (const ParseNode& target : select["targetList"].children) {
    const ParseNode& value = target["val"];
    if (is_star(value)) {
      const auto expanded = StarExpander(select, columns_of).expand(value);
      if (expanded.empty()) return {};
      for (const auto& column : expanded) names.push_back(column.name);
      continue;
    }
    std::string name = target.text("name");
    if (name.empty()) name = figure(value).name;
    names.push_back(name.empty() ? "?column?" : std::move(name));
  }
  return names;
}

}  // namespace galley::postgresql
