#include "postgresql/read_query.hpp"

#include <algorithm>
#include <array>

#include "postgresql/builtin_names.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/sql_parser.hpp"

namespace galley::postgresql {
namespace {

bool is_system_schema(std::string_view schema) { return schema == "pg_catalog" || schema == "information_schema" || schema == "pg_temp"; }

/// 'app.t' in 'app.t'::regclass or nextval('app.t'), as the server reads it.
NameInTree quoted_relation(std::string_view text) {
  std::array<std::string, 2> parts;
  std::size_t part = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      if (++part == parts.size()) return {};
    } else {
      parts[part] += !quoted && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (part == 0) return {{}, parts[0]};
  return {parts[0], parts[1]};
}

class ReferenceCollector {
 public:
  ReferenceCollector(std::size_t base, QueryReading& reading) : base_(base), reading_(reading) {}

  void walk(const ParseNode& node) {
    const std::size_t names_before = query_names_.size();
    look_at(node);
    for (const ParseNode& child : node.children)
      if (child.field != "withClause") walk(child);
    query_names_.resize(names_before);
  }

 private:
  void look_at(const ParseNode& node) {
    if (const ParseNode* with = node.find("withClause")) enter(*with);
    if (node.has("relname")) relation(node);
    if (node.has("typemod") && node.has("names")) type(node);
    if (node.is("FuncCall")) function(node);
    if (node.is("TypeCast")) relation_literal(node["arg"], name_of(node["typeName"]["names"]).name == "regclass");
    if (node.is("ColumnRef")) column(node["fields"]);
    if (node.is("JoinExpr")) join_columns(node);
    if (node.is("InsertStmt")) target_columns(node["cols"]);
    if (node.is("UpdateStmt")) target_columns(node["targetList"]);
  }

  /// A name of WITH hides a table in the query and in the later queries of the same WITH; in all of them when it is recursive.
  void enter(const ParseNode& with) {
    const std::vector<ParseNode>& queries = with["ctes"].children;
    if (with.flag("recursive"))
      for (const ParseNode& query : queries) query_names_.push_back(query.text("ctename"));
    for (const ParseNode& query : queries) {
      walk(query);
      query_names_.push_back(query.text("ctename"));
    }
  }

  void add(ObjectKind kind, NameInTree name, std::size_t location) {
    if (name.name.empty() || is_system_schema(name.schema)) return;
    const auto same = [&](const RawReference& known) {
      return known.kind == kind && known.schema == name.schema && known.name == name.name;
    };
    if (std::none_of(reading_.references.begin(), reading_.references.end(), same))
      reading_.references.push_back({kind, std::move(name.schema), std::move(name.name), base_ + location});
  }
  void add_column(std::string name) { reading_.columns.push_back(std::move(name)); }

  void relation(const ParseNode& node) {
    NameInTree name{node.text("schemaname"), node.text("relname")};
    const bool is_query_name = name.schema.empty() && std::find(query_names_.begin(), query_names_.end(), name.name) != query_names_.end();
    const bool is_catalog = name.schema.empty() && name.name.starts_with("pg_");
    if (!is_query_name && !is_catalog) add(ObjectKind::table, std::move(name), node.location());
  }
  void type(const ParseNode& node) {
    NameInTree name = name_of(node["names"]);
    if (!name.schema.empty() || !is_builtin_type(name.name)) add(ObjectKind::composite_type, std::move(name), node.location());
  }
  void function(const ParseNode& node) {
    NameInTree name = name_of(node["funcname"]);
    const bool takes_sequence = name.name == "nextval" || name.name == "currval" || name.name == "setval";
    if (takes_sequence && !node["args"].children.empty()) relation_literal(node["args"].children.front(), true);
    if (!name.schema.empty() || !is_builtin_function(name.name)) add(ObjectKind::function, std::move(name), node.location());
  }
  void relation_literal(const ParseNode& argument, bool names_relation) {
    const std::string& text = argument["sval"].text("sval");
    if (names_relation && argument.is("A_Const") && !text.empty()) add(ObjectKind::table, quoted_relation(text), argument.location());
  }
  void column(const ParseNode& fields) {
    if (fields.children.empty()) return;
    const ParseNode& last = fields.children.back();
    add_column(last.is("A_Star") ? "*" : last.text("sval"));
  }
  void join_columns(const ParseNode& join) {
    for (std::string& name : strings_of(join["usingClause"])) add_column(std::move(name));
    if (join.flag("isNatural")) add_column("*");
  }
  void target_columns(const ParseNode& targets) {
    for (const ParseNode& target : targets.children) add_column(target.text("name"));
  }

  std::size_t base_;
  QueryReading& reading_;
  std::vector<std::string> query_names_;  // of WITH, those that are seen here
};

RawError error_at(std::string message, std::string_view text, std::size_t offset) {
  return {.message = std::move(message), .offset = offset, .uncertain = false, .size = token_size_at(text, offset, raw_rules())};
}

}  // namespace

void collect_references(const ParseNode& tree, std::size_t base, QueryReading& reading) {
  ReferenceCollector(base, reading).walk(tree);
  std::sort(reading.columns.begin(), reading.columns.end());
  reading.columns.erase(std::unique(reading.columns.begin(), reading.columns.end()), reading.columns.end());
}

QueryReading read_sql_body(std::string_view body) {
  QueryReading reading;
  ParsedSql parsed = parse_sql(body);
  reading.unread = parsed.too_deep;
  reading.error = std::move(parsed.error);
  constexpr std::array<std::string_view, 5> rows{"SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"};
  for (const ParsedStatement& statement : parsed.statements) {
    // What the body itself makes, its later statements may use.
    if (!statement.tree || std::find(rows.begin(), rows.end(), statement.tree->type) == rows.end()) break;
    collect_references(*statement.tree, statement.begin, reading);
  }
  std::erase_if(reading.references, [](const RawReference& reference) { return reference.kind != ObjectKind::table; });
  return reading;
}

QueryReading read_query(std::string_view text, const ColumnsOf& columns_of) {
  QueryReading reading;
  ParsedSql parsed = parse_sql(text);
  reading.unread = parsed.too_deep;
  if (parsed.error) {
    reading.error = std::move(parsed.error);
    return reading;
  }
  for (const ParsedStatement& statement : parsed.statements) {
    if (!statement.tree) continue;
    if (!statement.tree->is("SelectStmt") || &statement != &parsed.statements.front()) {
      reading.error = error_at("one query is expected here: select, values, table or with", text, statement.begin);
      return reading;
    }
    collect_references(*statement.tree, statement.begin, reading);
    reading.output = output_names(*statement.tree, columns_of);
    reading.written_out = written_out(text.substr(statement.begin), *statement.tree, columns_of);
    if ((*statement.tree)["intoClause"].exists()) reading.error = error_at("SELECT INTO is not a query", text, statement.begin);
  }
  if (parsed.statements.empty() && !parsed.too_deep) reading.error = RawError{"a query is expected here", 0};
  return reading;
}

}  // namespace galley::postgresql
