#include "sqlite/read_query.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/letter_case.hpp"
#include "sqlite/memory_schema.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/raw_rules.hpp"

namespace galley::sqlite {
namespace {

/// The words of a text, quotes taken off, in upper case.
struct Word {
  std::string text;
  std::size_t offset = 0;
};
std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (const RawToken& token : scan_raw(text, raw_rules).tokens) {
    const std::size_t quotes = token.kind == RawTokenKind::quoted_name ? 1 : 0;
    words.push_back({upper_case(text.substr(token.begin + quotes, token.end - token.begin - 2 * quotes)), token.begin});
  }
  return words;
}

class QueryReader {
 public:
  QueryReader(std::string_view text, const Catalog& catalog, const DialectOptions& options)
      : text_(text), catalog_(catalog), options_(options), words_(words_of(text)) {}

  QueryReading read() {
    MemorySchema schema(catalog_, options_);
    PreparedStatement prepared = schema.prepare(text_);
    if (prepared.error) {
      fail(std::move(*prepared.error));
    } else if (!prepared.is_query || holds_more(prepared.end)) {
      const std::size_t offset = prepared.is_query ? begin_of_next(prepared.end) : 0;
      reading_.error = RawError{.message = "one query is expected here: select, values or with",
                                .offset = offset,
                                .uncertain = false,
                                .size = token_size_at(text_, offset, raw_rules)};
    } else {
      for (const std::string& name : schema.made()) add_relation(name);
      add_columns(prepared.reads);
      reading_.output = std::move(prepared.output);
    }
    return std::move(reading_);
  }

  /// The text as the body of this trigger. SQLite looks at the names in it when the trigger would fire, not before.
  QueryReading read_body(const SchemaObject& trigger) {
    MemorySchema schema(catalog_, options_);
    const std::string head = trigger_head(trigger);
    const std::string creation = head + std::string(text_) + (ends_in_semicolon() ? "\n" : "\n;") + "END;";
    PreparedStatement prepared = schema.prepare(creation);
    const bool is_read = !prepared.error && !holds_more_than(creation, prepared.end);
    if (is_read) {
      schema.execute(creation);
      prepared = schema.prepare(firing(trigger));
    }
    if (prepared.error) {
      RawError error = std::move(*prepared.error);
      error.offset = std::min(error.offset > head.size() ? error.offset - head.size() : 0, text_.size());
      if (is_read) error.offset = offset_of_name(error.message, text_).value_or(0);  // its place is in what makes the trigger fire
      error.size = token_size_at(text_, error.offset, raw_rules);
      fail(std::move(error));
      return std::move(reading_);
    }
    for (const std::string& name : schema.made()) add_relation(name);
    for (const Word& word : words_) {
      add_column_named(word.text);
      add_column_of(trigger.key.name.name, word.text);
    }
    std::sort(reading_.columns.begin(), reading_.columns.end());
    reading_.columns.erase(std::unique(reading_.columns.begin(), reading_.columns.end()), reading_.columns.end());
    return std::move(reading_);
  }

 private:
  /// Whoever asked knows what other names there are, and which mistakes explain a missing one.
  void fail(RawError error) {
    if (const std::optional<std::string> table = missing_relation(error.message))
      reading_.references.push_back({ObjectKind::table, {}, *table, offset_of(*table).value_or(0)});
    else if (const std::optional<std::string> function = missing_function(error.message))
      reading_.references.push_back({ObjectKind::function, {}, *function, offset_of(*function).value_or(0)});
    else
      reading_.error = std::move(error);
  }

  [[nodiscard]] bool holds_more(std::size_t from) const { return holds_more_than(text_, from); }
  [[nodiscard]] std::size_t begin_of_next(std::size_t from) const {
    const std::vector<RawToken> rest = scan_raw(text_.substr(from), raw_rules).tokens;
    return rest.empty() ? from : from + rest.front().begin;
  }
  static bool holds_more_than(std::string_view text, std::size_t from) {
    const RawTokens rest = scan_raw(text.substr(from), raw_rules);
    return std::any_of(rest.tokens.begin(), rest.tokens.end(),
                       [](const RawToken& token) { return token.kind != RawTokenKind::comment && token.kind != RawTokenKind::semicolon; });
  }

  /// What a view asked for is the view's affair, and is not in the text.
  void add_relation(const std::string& name) {
    if (const std::optional<std::size_t> offset = offset_of(name)) reading_.references.push_back({ObjectKind::table, {}, name, *offset});
  }

  void add_columns(const std::vector<Access>& reads) {
    for (const Access& access : reads) {
      const bool by_view = catalog_.objects().contains({ObjectKind::view, {options_.default_schema, access.within}, {}});
      if (!by_view && !access.column.empty()) reading_.columns.push_back(access.column);
    }
    add_joined_columns();
    std::sort(reading_.columns.begin(), reading_.columns.end());
    reading_.columns.erase(std::unique(reading_.columns.begin(), reading_.columns.end()), reading_.columns.end());
  }

  /// SQLite does not tell of those in USING (a, b).
  void add_joined_columns() {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      if (words_[i].text != "USING" || words_[i + 1].text != "(") continue;
      for (i += 2; i < words_.size() && words_[i].text != ")"; ++i) add_column_named(words_[i].text);
    }
  }
  void add_column_named(const std::string& word) {
    for (const RawReference& reference : reading_.references) add_column_of(reference.name, word);
  }
  void add_column_of(const std::string& relation, const std::string& word) {
    const TablePointer table = catalog_.find_table({options_.default_schema, relation});
    if (!table) return;
    for (const Column& column : table->columns)
      if (upper_case(column.name) == word) reading_.columns.push_back(column.name);
  }

  [[nodiscard]] bool ends_in_semicolon() const {
    std::vector<RawToken> tokens = scan_raw(text_, raw_rules).tokens;
    std::erase_if(tokens, [](const RawToken& token) { return token.kind == RawTokenKind::comment; });
    return !tokens.empty() && tokens.back().kind == RawTokenKind::semicolon;
  }
  static std::string trigger_head(const SchemaObject& trigger) {
    const auto& definition = std::get<TriggerDefinition>(trigger.definition);
    const bool instead = definition.timing == ast::TriggerTiming::instead_of;
    const std::string_view event = definition.on_insert ? "INSERT" : definition.on_delete ? "DELETE" : "UPDATE";
    return fmt::format("CREATE TRIGGER {} {} {} ON {} FOR EACH ROW BEGIN\n", identifier(trigger.key.part), instead ? "INSTEAD OF" : "AFTER",
                       event, identifier(trigger.key.name.name));
  }
  /// A statement that would make the trigger run.
  [[nodiscard]] std::string firing(const SchemaObject& trigger) const {
    const auto& definition = std::get<TriggerDefinition>(trigger.definition);
    const std::string table = identifier(trigger.key.name.name);
    if (definition.on_insert) return fmt::format("INSERT INTO {} DEFAULT VALUES", table);
    if (definition.on_delete) return fmt::format("DELETE FROM {}", table);
    const std::string column = identifier(some_column(trigger));
    return fmt::format("UPDATE {} SET {} = {}", table, column, column);
  }
  [[nodiscard]] std::string some_column(const SchemaObject& trigger) const {
    const auto& definition = std::get<TriggerDefinition>(trigger.definition);
    if (!definition.update_columns.empty()) return definition.update_columns.front();
    if (const TablePointer table = catalog_.find_table(trigger.key.name)) return table->columns.front().name;
    const ObjectPointer view = catalog_.find_object({ObjectKind::view, trigger.key.name, {}});
    const auto* columns = view ? &std::get<ViewDefinition>(view->definition).output : nullptr;
    return columns && !columns->empty() ? columns->front() : "rowid";
  }

  /// SQLite does not say where a name stands: at the first word that is the same.
  [[nodiscard]] std::optional<std::size_t> offset_of(std::string_view name) const {
    const std::string wanted = upper_case(name);
    const auto found = std::find_if(words_.begin(), words_.end(), [&](const Word& word) { return word.text == wanted; });
    if (found == words_.end()) return std::nullopt;
    return found->offset;
  }

  std::string_view text_;
  const Catalog& catalog_;
  const DialectOptions& options_;
  std::vector<Word> words_;
  QueryReading reading_;
};

}  // namespace

QueryReading read_query(std::string_view text, const Catalog& catalog, const DialectOptions& options) {
  return QueryReader(text, catalog, options).read();
}

QueryReading read_trigger(const SchemaObject& trigger, const Catalog& catalog, const DialectOptions& options) {
  return QueryReader(std::get<TriggerDefinition>(trigger.definition).body, catalog, options).read_body(trigger);
}

}  // namespace galley::sqlite
