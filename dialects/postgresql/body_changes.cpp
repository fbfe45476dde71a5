#include "postgresql/body_changes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/letter_case.hpp"
#include "postgresql/raw_sql.hpp"

namespace galley::postgresql {
namespace {

/// Strings in strings are looked into so far.
constexpr int deepest = 4;

constexpr auto kinds = std::to_array<std::pair<std::string_view, ObjectKind>>({
    {"TABLE", ObjectKind::table},
    {"VIEW", ObjectKind::view},
    {"SEQUENCE", ObjectKind::sequence},
    {"TYPE", ObjectKind::composite_type},
    {"DOMAIN", ObjectKind::domain},
    {"FUNCTION", ObjectKind::function},
    {"PROCEDURE", ObjectKind::procedure},
    {"INDEX", ObjectKind::index},
    {"TRIGGER", ObjectKind::trigger},
    {"POLICY", ObjectKind::policy},
});
/// Between the verb and the kind, or the kind and the name.
constexpr auto fillers = std::to_array<std::string_view>({"OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "UNIQUE", "MATERIALIZED",
                                                          "CONSTRAINT", "RECURSIVE", "CONCURRENTLY", "IF", "NOT", "EXISTS", "ONLY"});

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class BodyScan {
 public:
  explicit BodyScan(std::vector<RawReference>& found) : found_(found) {}

  void scan(std::string_view text, std::size_t base, int depth) {
    if (depth == 0) return;
    std::vector<RawToken> tokens = scan_raw(text, raw_rules()).tokens;
    std::erase_if(tokens, [](const RawToken& token) { return token.kind == RawTokenKind::comment; });
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string_view word = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
      if (tokens[i].kind == RawTokenKind::string) {
        const std::size_t quote = opening_of(word);
        if (word.size() >= 2 * quote) scan(word.substr(quote, word.size() - 2 * quote), base + tokens[i].begin + quote, depth - 1);
      } else if (tokens[i].kind == RawTokenKind::word &&
                 contains(std::array<std::string_view, 3>{"CREATE", "ALTER", "DROP"}, upper_case(word))) {
        statement({text, tokens, base}, i + 1);
      }
    }
  }

 private:
  struct Source {
    std::string_view text;
    const std::vector<RawToken>& tokens;
    std::size_t base;

    [[nodiscard]] std::string_view at(std::size_t i) const { return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin); }
    [[nodiscard]] std::string word(std::size_t i) const {
      return i < tokens.size() && tokens[i].kind == RawTokenKind::word ? upper_case(at(i)) : std::string();
    }
  };

  static std::size_t opening_of(std::string_view string) {
    if (string.starts_with('$')) return string.find('$', 1) + 1;
    return string.starts_with('\'') ? 1 : 2;  // E'...'
  }

  void statement(const Source& source, std::size_t i) {
    while (contains(fillers, source.word(i))) ++i;
    const std::string word = source.word(i);
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == word; });
    if (kind == kinds.end()) return;
    ++i;
    while (contains(fillers, source.word(i))) ++i;
    const bool is_part = kind->second == ObjectKind::index || kind->second == ObjectKind::trigger || kind->second == ObjectKind::policy;
    if (is_part) {
      if (const std::size_t table = behind_on(source, i); table != 0) return add(source, table, ObjectKind::table);
      if (kind->second != ObjectKind::index) return;
    }
    add(source, i, is_part ? ObjectKind::table : kind->second);
  }

  /// Where the table is named, or 0.
  static std::size_t behind_on(const Source& source, std::size_t i) {
    for (; i < source.tokens.size() && source.tokens[i].kind != RawTokenKind::semicolon; ++i) {
      if (source.word(i) != "ON") continue;
      while (contains(fillers, source.word(++i))) {}
      return i;
    }
    return 0;
  }

  void add(const Source& source, std::size_t i, ObjectKind kind) {
    std::optional<std::string> name = name_at(source, i);
    if (!name) return;
    std::string schema;
    if (i + 2 < source.tokens.size() && source.at(i + 1) == ".") {
      const std::optional<std::string> last = name_at(source, i + 2);
      if (!last) return;
      schema = std::exchange(*name, *last);
    }
    const bool is_known = std::any_of(found_.begin(), found_.end(), [&](const RawReference& known) {
      return known.kind == kind && known.schema == schema && known.name == *name;
    });
    if (!is_known) found_.push_back({kind, std::move(schema), std::move(*name), source.base + source.tokens[i].begin});
  }

  static std::optional<std::string> name_at(const Source& source, std::size_t i) {
    if (i >= source.tokens.size()) return std::nullopt;
    const std::string_view text = source.at(i);
    if (source.tokens[i].kind == RawTokenKind::quoted_name && text.size() > 2) return std::string(text.substr(1, text.size() - 2));
    if (source.tokens[i].kind != RawTokenKind::word) return std::nullopt;  // a parameter of format()
    std::string name(text);
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
  }

  std::vector<RawReference>& found_;
};

}  // namespace

std::vector<RawReference> changes_in_body(std::string_view text) {
  std::vector<RawReference> found;
  BodyScan(found).scan(text, 0, deepest);
  return found;
}

}  // namespace galley::postgresql
