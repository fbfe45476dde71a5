#include "sqlite/read_raw.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "raw_statements.hpp"
#include "sqlite/memory_schema.hpp"
#include "sqlite/raw_rules.hpp"
#include "syntax/fragment.hpp"

namespace galley::sqlite {
namespace {

/// The words of one statement; it was accepted by SQLite, so that their order is known.
class StatementReader {
 public:
  StatementReader(const RawStatement& statement, Span place, const Catalog& catalog)
      : text_(statement.text), place_(place), catalog_(catalog) {
    for (const RawToken& token : scan_raw(text_, raw_rules).tokens)
      if (token.kind != RawTokenKind::comment) tokens_.push_back(token);
  }

  void read(ReadStatement& result) {
    if (!is_word(0, "CREATE") && !is_word(0, "ALTER") && !is_word(0, "DROP")) return;
    std::optional<ast::Statement> meaning = is_word(0, "CREATE") && find_word("VIEW") == 1 ? view() : renamed_table();
    if (is_word(1, "TRIGGER")) meaning = is_word(0, "CREATE") ? trigger() : dropped_trigger();
    if (!meaning && !is_word(1, "TRIGGER")) meaning = parse_statement(text_, place_);
    if (meaning && is_followed(*meaning)) {
      result.meaning.push_back(std::move(*meaning));
      return;
    }
    const std::optional<std::size_t> name = name_of_relation();
    if (name && changes_relation())
      result.not_followed.push_back({ObjectKind::table, {}, name_at(*name).text, result.begin + tokens_[*name].begin});
  }

 private:
  [[nodiscard]] std::string_view text_of(std::size_t token) const {
    return std::string_view(text_).substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
  }
  [[nodiscard]] bool is_word(std::size_t token, std::string_view word) const {
    return token < tokens_.size() && tokens_[token].kind == RawTokenKind::word && upper_case(text_of(token)) == word;
  }
  [[nodiscard]] std::size_t find_word(std::string_view word) const {
    std::size_t at = 0;
    while (at < tokens_.size() && !is_word(at, word)) ++at;
    return at;
  }
  [[nodiscard]] Span span_of(std::size_t token) const {
    const auto at = [&](std::size_t offset) { return place_.begin + static_cast<std::uint32_t>(offset); };
    return {place_.source, at(tokens_[token].begin), at(tokens_[token].end)};
  }
  /// Names in quotes as they are, others in lower case, as the language has them.
  [[nodiscard]] Name name_at(std::size_t token) const {
    const std::string_view name = text_of(token);
    if (tokens_[token].kind == RawTokenKind::quoted_name) return {std::string(name.substr(1, name.size() - 2)), span_of(token)};
    return {lower_case(name), span_of(token)};
  }

  /// The table or view that the statement makes, changes or is about.
  [[nodiscard]] std::optional<std::size_t> name_of_relation() const {
    std::size_t at = std::min(find_word("TABLE"), find_word("VIEW"));
    if (at > 2) at = find_word("ON");  // of an index or a trigger
    ++at;
    while (is_word(at, "IF") || is_word(at, "NOT") || is_word(at, "EXISTS")) ++at;
    if (at >= tokens_.size()) return std::nullopt;
    return at;
  }
  /// Triggers and virtual tables do not change what the language can say of a table.
  [[nodiscard]] bool changes_relation() const { return find_word("TABLE") <= 2 || find_word("INDEX") <= 2; }

  [[nodiscard]] static bool is_followed(const ast::Statement& statement) {
    return match(
        statement.what, [](const ast::CreateTable& create) { return !create.temporary; }, [](const ast::DropTable&) { return true; },
        [](const ast::AlterTable&) { return true; }, [](const ast::RenameTable&) { return true; },
        [](const ast::CreateIndex&) { return true; }, [](const ast::DropIndex&) { return true; },
        [](const ast::CreateView&) { return true; }, [](const ast::CreateTrigger&) { return true; },
        [](const ast::DropObject&) { return true; }, [](const auto&) { return false; });
  }

  /// create view v as select ...
  [[nodiscard]] std::optional<ast::Statement> view() const {
    const std::size_t as = find_word("AS");
    const std::size_t name = *name_of_relation();
    if (as + 1 >= tokens_.size() || as != name + 1) return std::nullopt;
    const std::size_t begin = tokens_[as + 1].begin;
    ast::CreateView create;
    create.if_not_exists = is_word(2, "IF");
    create.name.name = name_at(name);
    create.query = {text_.substr(begin, tokens_.back().end - begin), join(span_of(as + 1), span_of(tokens_.size() - 1))};
    return statement(std::move(create));
  }
  /// create trigger tr before update of a, b on t for each row when (...) begin ... end
  [[nodiscard]] std::optional<ast::Statement> trigger() const {
    std::size_t at = 2;
    while (is_word(at, "IF") || is_word(at, "NOT") || is_word(at, "EXISTS")) ++at;
    if (at > 2 || is_dot(at + 1)) return std::nullopt;  // the language has no "if not exists" here, and no other databases
    ast::CreateTrigger create;
    create.name = name_at(at++);
    create.for_each_row = true;
    if (is_word(at, "AFTER")) create.timing = ast::TriggerTiming::after;
    if (is_word(at, "INSTEAD")) create.timing = ast::TriggerTiming::instead_of, ++at;
    if (is_word(at, "BEFORE") || is_word(at, "AFTER") || is_word(at, "OF")) ++at;
    create.events.insert = is_word(at, "INSERT");
    create.events.delete_ = is_word(at, "DELETE");
    create.events.update = is_word(at++, "UPDATE");
    if (is_word(at, "OF"))
      for (++at; !is_word(at, "ON"); ++at)
        if (text_of(at) != ",") create.events.update_columns.push_back(name_at(at));
    if (!is_word(at, "ON")) return std::nullopt;
    create.table.name = name_at(at + 1);
    const std::size_t begin = find_word("BEGIN");
    const std::size_t when = find_word("WHEN");
    const std::size_t last = tokens_.size() - 1;
    if (begin + 2 >= last || !is_word(last, "END")) return std::nullopt;
    if (when < begin) {
      const Span place = join(span_of(when + 1), span_of(begin - 1));
      create.when = parse_expression(text_between(when + 1, begin - 1), place);
      if (!create.when) return std::nullopt;
    }
    create.body = ast::RawText{std::string(text_between(begin + 1, last - 1)), join(span_of(begin + 1), span_of(last - 1))};
    return statement(std::move(create));
  }
  /// drop trigger [if exists] tr: it is on the table where the history has put it
  [[nodiscard]] std::optional<ast::Statement> dropped_trigger() const {
    std::size_t at = 2;
    while (is_word(at, "IF") || is_word(at, "EXISTS")) ++at;
    if (at >= tokens_.size()) return std::nullopt;
    const Name name = name_at(at);
    const auto& objects = catalog_.objects();
    for (auto known = objects.lower_bound({ObjectKind::trigger, {}, {}});
         known != objects.end() && known->first.kind == ObjectKind::trigger; ++known) {
      if (upper_case(known->first.part) != upper_case(name.text)) continue;
      ast::DropObject drop;
      drop.object.kind = ObjectKind::trigger;
      drop.object.name.name = {known->first.part, name.span};
      drop.object.table = QualifiedName{{}, {known->first.name.name, name.span}};
      drop.object.span = name.span;
      return statement(std::move(drop));
    }
    return std::nullopt;
  }
  [[nodiscard]] bool is_dot(std::size_t token) const { return token < tokens_.size() && text_of(token) == "."; }
  [[nodiscard]] std::string_view text_between(std::size_t first, std::size_t last) const {
    return std::string_view(text_).substr(tokens_[first].begin, tokens_[last].end - tokens_[first].begin);
  }
  /// alter table a rename to b
  [[nodiscard]] std::optional<ast::Statement> renamed_table() const {
    constexpr std::size_t words = 6;
    if (tokens_.size() != words || !is_word(0, "ALTER") || !is_word(3, "RENAME") || !is_word(4, "TO")) return std::nullopt;
    return statement(ast::RenameTable{{{}, name_at(2)}, name_at(words - 1)});
  }
  [[nodiscard]] ast::Statement statement(decltype(ast::Statement::what) what) const {
    ast::Statement made;
    made.what = std::move(what);
    made.span = place_;
    return made;
  }

  const std::string& text_;
  Span place_;
  const Catalog& catalog_;
  std::vector<RawToken> tokens_;
};

/// A mistake of the text itself, whatever the schema.
bool is_syntax_error(std::string_view message) {
  constexpr std::array<std::string_view, 3> beginnings{"near ", "unrecognized token", "incomplete input"};
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) { return message.starts_with(beginning); });
}

}  // namespace

RawReading read_raw(std::string_view text, Span place, const Catalog& catalog, const DialectOptions& options) {
  RawReading reading;
  const RawStatements split = split_statements(text, raw_rules);
  if (split.fault) return reading;  // told of in better words when the script is made
  MemorySchema schema(catalog, options);
  for (const RawStatement& statement : split.statements) {
    ReadStatement& read = reading.statements.emplace_back();
    read.begin = statement.offset;
    read.end = statement.offset + statement.text.size();
    // Not SQL, or of the session: told of when the script is made.
    if (statement.text.starts_with('.') || statement.text.starts_with('#') || statement.starts_with({"PRAGMA"}) ||
        is_transaction_control(statement))
      continue;
    PreparedStatement prepared = schema.run_definition(statement.text);
    if (prepared.error) {
      if (reading.error) continue;
      prepared.error->offset += statement.offset;
      // The schema may hold what earlier raw SQL has made unseen.
      prepared.error->uncertain = !is_syntax_error(prepared.error->message);
      reading.error = std::move(prepared.error);
      continue;
    }
    const auto at = [&](std::size_t offset) { return place.begin + static_cast<std::uint32_t>(offset); };
    StatementReader(statement, {place.source, at(read.begin), at(read.end)}, catalog).read(read);
  }
  return reading;
}

}  // namespace galley::sqlite
