#include "postgresql/read_raw.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "postgresql/body_changes.hpp"
#include "postgresql/meaning.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/sql_parser.hpp"

namespace galley::postgresql {
namespace {

bool has_option(const ParseNode& options, std::string_view name) {
  return std::any_of(options.children.begin(), options.children.end(),
                     [&](const ParseNode& option) { return option.text("defname") == name && option_value(option) != "false"; });
}

bool is_switched_off(const ParseNode& options, std::string_view name) {
  return std::any_of(options.children.begin(), options.children.end(), [&](const ParseNode& option) {
    const std::string value = option_value(option);
    return option.text("defname") == name && (value == "false" || value == "off" || value == "0");
  });
}

/// Of a statement that is too long to be followed: long ones are most often rows.
bool may_change_schema(std::string_view statement) {
  constexpr std::array<std::string_view, 7> rows{"INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "VALUES", "WITH"};
  const std::string first = upper_case(statement.substr(0, statement.find_first_of(" \t\r\n(")));
  return std::find(rows.begin(), rows.end(), first) == rows.end();
}

bool detaches_concurrently(const ParseNode& alter) {
  const std::vector<ParseNode>& actions = alter["cmds"].children;
  return std::any_of(actions.begin(), actions.end(), [](const ParseNode& action) { return action["def"].flag("concurrent"); });
}

/// The routine's own text and where it stands; nothing where it is not PL/pgSQL.
std::optional<Words> plpgsql_body(const ParseNode& tree, const StatementText& words) {
  if (!tree.is("DoStmt") && !tree.is("CreateFunctionStmt")) return std::nullopt;
  bool is_plpgsql = tree.is("DoStmt");
  std::optional<Words> body;
  for (const ParseNode& option : tree[tree.is("DoStmt") ? "args" : "options"].children) {
    if (option.text("defname") == "language") is_plpgsql = option_value(option) == "plpgsql";
    if (option.text("defname") != "as") continue;
    const Words from = words.from(option.location());
    const std::size_t first = from.first + (tree.is("DoStmt") ? 0 : 1);
    body = Words{first, first + 1};
  }
  if (!is_plpgsql || tree.has("sql_body")) return std::nullopt;
  return body;
}

class StatementReader {
 public:
  StatementReader(const ParsedStatement& parsed, std::string_view text, Span place, const Catalog& catalog,
                  const std::string& default_schema)
      : parsed_(parsed), text_(text), reader_(text, place, catalog, default_schema) {}

  /// `error` is filled when the body of a routine does not parse.
  ReadStatement read(std::optional<RawError>& error) {
    ReadStatement result;
    result.begin = parsed_.begin;
    result.end = parsed_.end;
    if (!parsed_.tree) return result;
    const ParseNode& tree = *parsed_.tree;
    result.outside_transaction = refuses_transaction(tree);
    constexpr std::array families{&read_view_statement,        &read_table_statement,    &read_index_statement,   &read_alter_table,
                                  &read_type_statement,        &read_sequence_statement, &read_routine_statement, &read_policy_statement,
                                  &read_publication_statement, &read_object_statement};
    std::any_of(families.begin(), families.end(), [&](auto* family) { return family(tree, reader_); });
    if (reader_.understood)
      result.meaning = std::move(reader_.meaning);
    else
      result.not_followed = std::move(reader_.changed);
    if (tree.is("DoStmt")) result.not_followed = changes_in_body(text_);
    for (RawReference& reference : result.not_followed) reference.offset += parsed_.begin;
    if (!error) error = body_error(tree);
    return result;
  }

 private:
  [[nodiscard]] std::optional<RawError> body_error(const ParseNode& tree) const {
    const std::optional<Words> body = plpgsql_body(tree, reader_.words);
    if (!body) return std::nullopt;
    const std::string_view inside = reader_.words.text(*body);
    std::optional<RawError> error = find_plpgsql_error(text_, inside);
    if (!error) return std::nullopt;
    error->message += " in the body of a routine";
    error->offset += parsed_.begin + static_cast<std::size_t>(inside.data() - text_.data());
    return error;
  }

  const ParsedStatement& parsed_;
  std::string_view text_;
  MeaningReader reader_;
};

}  // namespace

bool refuses_transaction(const ParseNode& s) {
  constexpr std::array<std::string_view, 7> always{"AlterSystemStmt",       "CreatedbStmt",       "DropdbStmt",
                                                   "CreateTableSpaceStmt",  "DropTableSpaceStmt", "DropSubscriptionStmt",
                                                   "CreateSubscriptionStmt"};
  if (s.is("CreateSubscriptionStmt")) return !is_switched_off(s["options"], "create_slot") && !is_switched_off(s["options"], "connect");
  if (std::find(always.begin(), always.end(), s.type) != always.end()) return true;
  if (s.is("VacuumStmt")) return s.flag("is_vacuumcmd");  // the same tree stands for ANALYZE
  if (s.is("IndexStmt") || s.is("DropStmt")) return s.flag("concurrent");
  if (s.is("ReindexStmt")) {
    const std::string& kind = s.text("kind");
    const bool many = kind == "REINDEX_OBJECT_SCHEMA" || kind == "REINDEX_OBJECT_DATABASE" || kind == "REINDEX_OBJECT_SYSTEM";
    return many || has_option(s["params"], "concurrently");
  }
  if (s.is("AlterTableStmt")) return detaches_concurrently(s);
  if (s.is("ClusterStmt")) return !s.has("relation");
  if (s.is("AlterDatabaseStmt")) return has_option(s["options"], "tablespace");
  return s.is("DiscardStmt") && s.text("target") == "DISCARD_ALL";
}

RawReading read_raw(std::string_view text, Span place, const Catalog& catalog, const std::string& default_schema) {
  // Told of in better words when the script is made: what is never closed, and what psql would take for itself.
  if (split_statements(text, raw_rules()).fault || find_bare_backslash(text)) return {};
  RawReading reading;
  const ParsedSql parsed = parse_sql(text);
  reading.error = parsed.error;
  reading.unread =
      parsed.too_deep || std::any_of(parsed.statements.begin(), parsed.statements.end(), [&](const ParsedStatement& statement) {
        return !statement.tree && may_change_schema(text.substr(statement.begin, statement.end - statement.begin));
      });
  for (const ParsedStatement& statement : parsed.statements) {
    const std::string_view alone = text.substr(statement.begin, statement.end - statement.begin);
    const auto at = [&](std::size_t offset) { return place.begin + static_cast<std::uint32_t>(offset); };
    const Span here{place.source, at(statement.begin), at(statement.end)};
    reading.statements.push_back(StatementReader(statement, alone, here, catalog, default_schema).read(reading.error));
  }
  return reading;
}

}  // namespace galley::postgresql
