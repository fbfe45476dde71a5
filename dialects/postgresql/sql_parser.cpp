#include "postgresql/sql_parser.hpp"

#include <pg_query.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "postgresql/raw_sql.hpp"

namespace galley::postgresql {
namespace {

/// The parser's tree is some seventy times as large as the text; a longer statement is checked, but not followed.
constexpr std::size_t longest_statement = 256 * 1024;
/// The parser and whoever reads its tree recurse.
constexpr std::size_t deepest_text = 8000;

/// How deep the tree of a text can be at most: tokens in a row, without those in front of a comma, at each level of
/// parentheses.
std::size_t depth_bound(std::string_view text, const std::vector<RawToken>& tokens) {
  std::vector<std::size_t> levels{0};
  std::size_t depth = 0;
  std::size_t deepest = 0;
  const auto restart = [&] {
    depth -= levels.back();
    levels.back() = 0;
  };
  for (const RawToken& token : tokens) {
    if (token.kind == RawTokenKind::open) {
      levels.push_back(0);
    } else if (token.kind == RawTokenKind::close && levels.size() > 1) {
      restart();
      levels.pop_back();
    } else if (token.kind == RawTokenKind::semicolon || text[token.begin] == ',') {
      restart();
    }
    ++levels.back();
    deepest = std::max(deepest, ++depth);
  }
  return deepest;
}

/// Builds the tree while the parser's JSON is read, so that no second copy of it is made.
class TreeBuilder {
 public:
  explicit TreeBuilder(ParseNode& root) : root_(root) {}

  bool null() { return scalar({}); }
  bool boolean(bool value) { return scalar(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) { return scalar(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) { return scalar(std::to_string(value)); }
  bool number_float(double, const std::string& text) { return scalar(text); }
  bool string(const std::string& value) { return scalar(value); }
  bool binary(const std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(); }
  bool start_array(std::size_t) { return open(); }
  bool end_array() {
    path_.pop_back();
    return true;
  }
  bool end_object() {
    take_type(*path_.back());
    path_.pop_back();
    return true;
  }
  bool key(const std::string& name) {
    field_ = name;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) { return false; }

 private:
  ParseNode& add() {
    if (path_.empty()) return root_;
    ParseNode& node = path_.back()->children.emplace_back();
    node.field = std::exchange(field_, {});
    return node;
  }
  bool scalar(std::string value) {
    add().value = std::move(value);
    return true;
  }
  bool open() {
    path_.push_back(&add());
    return true;
  }
  /// {"CreateStmt": {...}}: the type of a node that could be of several.
  static void take_type(ParseNode& node) {
    if (node.children.size() != 1) return;
    ParseNode inner = std::move(node.children.front());
    if (inner.field.empty() || inner.field.front() < 'A' || inner.field.front() > 'Z') {
      node.children.front() = std::move(inner);
      return;
    }
    node.type = std::move(inner.field);
    node.children = std::move(inner.children);
  }

  ParseNode& root_;
  std::vector<ParseNode*> path_;  // open objects and lists; each stays where it is while it is open
  std::string field_;
};

/// The parser counts characters from 1.
std::size_t byte_offset(std::string_view text, int cursor) {
  std::size_t offset = 0;
  for (int i = 1; i < cursor && offset < text.size(); ++i) {
    ++offset;
    while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) ++offset;
  }
  return offset;
}

RawError error_of(std::string_view text, const PgQueryError& error) {
  const std::size_t offset = byte_offset(text, error.cursorpos);
  return {.message = error.message, .offset = offset, .uncertain = false, .size = token_size_at(text, offset, raw_rules())};
}

/// The parser knows the line of the block or statement that the mistake is in, and the word: "syntax error at or near "x"".
RawError error_in_body(std::string message, std::string_view context, std::string_view body) {
  long number = 1;
  constexpr std::string_view marker = "near line ";
  if (const std::size_t at = context.rfind(marker); at != std::string_view::npos)
    std::from_chars(context.data() + at + marker.size(), context.data() + context.size(), number);
  std::size_t offset = 0;
  for (long line = 1; line < number; ++line) offset = std::min(body.find('\n', offset), body.size() - 1) + 1;
  std::string_view word;
  if (const std::size_t open = message.find('"'); open != std::string::npos)
    word = std::string_view(message).substr(open + 1, message.rfind('"') - open - 1);
  const std::size_t found = word.empty() ? std::string_view::npos : body.find(word, offset);
  const std::size_t size = found == std::string_view::npos ? 0 : word.size();
  return {.message = std::move(message), .offset = found == std::string_view::npos ? offset : found, .uncertain = true, .size = size};
}

/// Bytes of the statement from its first token to its last.
ParsedStatement trimmed(std::size_t begin, std::size_t end, const std::vector<RawToken>& tokens) {
  std::size_t first = end;
  std::size_t last = end;
  const auto starts_before = [](const RawToken& token, std::size_t offset) { return token.begin < offset; };
  for (auto token = std::lower_bound(tokens.begin(), tokens.end(), begin, starts_before); token != tokens.end() && token->end <= end;
       ++token) {
    if (token->kind == RawTokenKind::comment || token->kind == RawTokenKind::semicolon) continue;
    first = std::min(first, token->begin);
    last = token->end;
  }
  return {first, last, std::nullopt};
}

std::optional<std::vector<ParsedStatement>> split(const std::string& text, const std::vector<RawToken>& tokens,
                                                  std::optional<RawError>& error) {
  const std::unique_ptr<PgQuerySplitResult, void (*)(PgQuerySplitResult*)> split(
      new PgQuerySplitResult(pg_query_split_with_parser(text.c_str())), [](PgQuerySplitResult* result) {
        pg_query_free_split_result(*result);
        delete result;
      });
  if (split->error) {
    error = error_of(text, *split->error);
    return std::nullopt;
  }
  std::vector<ParsedStatement> statements;
  for (int i = 0; i < split->n_stmts; ++i) {
    const auto begin = static_cast<std::size_t>(split->stmts[i]->stmt_location);
    const auto length = static_cast<std::size_t>(split->stmts[i]->stmt_len);
    statements.push_back(trimmed(begin, length == 0 ? text.size() : begin + length, tokens));
  }
  return statements;
}

std::optional<ParseNode> tree_of(const std::string& text, const ParsedStatement& statement) {
  if (statement.end - statement.begin > longest_statement) return std::nullopt;
  const std::string alone = text.substr(statement.begin, statement.end - statement.begin);
  PgQueryParseResult parsed = pg_query_parse(alone.c_str());
  std::optional<ParseNode> tree;
  if (!parsed.error) {
    ParseNode root;
    TreeBuilder builder(root);
    if (nlohmann::json::sax_parse(parsed.parse_tree, &builder) && root["stmts"].children.size() == 1)
      tree = root["stmts"].children.front()["stmt"];
  }
  pg_query_free_parse_result(parsed);
  return tree;
}

}  // namespace

std::optional<RawError> find_plpgsql_error(std::string_view statement, std::string_view body) {
  const std::string terminated(statement);
  PgQueryPlpgsqlParseResult parsed = pg_query_parse_plpgsql(terminated.c_str());
  std::optional<RawError> error;
  const std::string_view message = parsed.error ? parsed.error->message : "";
  if (message.starts_with("syntax error") || message.starts_with("duplicate declaration"))
    error = error_in_body(std::string(message), parsed.error->context ? parsed.error->context : "", body);
  pg_query_free_plpgsql_parse_result(parsed);
  return error;
}

ParsedSql parse_sql(std::string_view text) {
  ParsedSql result;
  if (const std::size_t null = text.find('\0'); null != std::string_view::npos) {
    result.error = RawError{.message = "the character U+0000", .offset = null, .uncertain = false, .size = 1};
    return result;
  }
  const RawTokens scanned = scan_raw(text, raw_rules());
  result.too_deep = depth_bound(text, scanned.tokens) > deepest_text;
  if (result.too_deep) return result;
  const std::string terminated(text);
  std::optional<std::vector<ParsedStatement>> statements = split(terminated, scanned.tokens, result.error);
  if (!statements) return result;
  for (ParsedStatement& statement : *statements) statement.tree = tree_of(terminated, statement);
  result.statements = std::move(*statements);
  return result;
}

}  // namespace galley::postgresql
