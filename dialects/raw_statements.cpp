#include "raw_statements.hpp"

#include <algorithm>
#include <utility>

#include "base/letter_case.hpp"

namespace galley {
namespace {

/// Collects the tokens of one statement and knows whether a semicolon ends it.
class Gatherer {
 public:
  Gatherer(std::string_view text, const RawRules& rules) : text_(text), rules_(rules) {}

  void add(const RawToken& token) {
    if (begin_ == end_) begin_ = token.begin;
    end_ = token.end;
    const bool after_semicolon = std::exchange(after_semicolon_, token.kind == RawTokenKind::semicolon);
    const bool is_trigger_end = after_semicolon && token.kind == RawTokenKind::word && upper_case(text_of(token)) == "END";
    trigger_ended_ = is_trigger_end;
    if (token.kind == RawTokenKind::open) open_.push_back(token.begin);
    if (token.kind == RawTokenKind::close && !open_.empty()) open_.pop_back();
    if (token.kind == RawTokenKind::word) add_word(upper_case(text_of(token)));
  }

  [[nodiscard]] bool ends_at_semicolon() const {
    if (!open_.empty()) return false;
    if (rules_.trigger_bodies && is_create("TRIGGER")) return trigger_ended_;
    return routine_depth_ == 0;
  }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] std::optional<RawFault> fault() const {
    if (open_.empty()) return std::nullopt;
    return RawFault{"parenthesis", open_.back()};
  }

  RawStatement take() {
    RawStatement statement{std::string(text_.substr(begin_, end_ - begin_)), begin_, std::move(words_)};
    *this = Gatherer(text_, rules_);
    return statement;
  }

 private:
  [[nodiscard]] std::string_view text_of(const RawToken& token) const { return text_.substr(token.begin, token.end - token.begin); }

  /// As psql counts: BEGIN opens a body, CASE inside it needs an END of its own.
  void add_word(std::string word) {
    if (rules_.routine_bodies && open_.empty() && (is_create("FUNCTION") || is_create("PROCEDURE"))) {
      if (word == "BEGIN" || (word == "CASE" && routine_depth_ > 0)) ++routine_depth_;
      if (word == "END" && routine_depth_ > 0) --routine_depth_;
    }
    words_.push_back(std::move(word));
  }

  /// CREATE [OR REPLACE | TEMP | TEMPORARY] what
  [[nodiscard]] bool is_create(std::string_view what) const {
    if (words_.size() < 2 || words_[0] != "CREATE") return false;
    std::size_t i = 1;
    if (words_[i] == "TEMP" || words_[i] == "TEMPORARY")
      i += 1;
    else if (words_[i] == "OR")
      i += 2;
    return i < words_.size() && words_[i] == what;
  }

  std::string_view text_;
  RawRules rules_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::vector<std::string> words_;
  std::vector<std::size_t> open_;
  bool after_semicolon_ = false;
  bool trigger_ended_ = false;
  int routine_depth_ = 0;
};

}  // namespace

bool RawStatement::starts_with(std::initializer_list<std::string_view> leading) const {
  return words.size() >= leading.size() && std::equal(leading.begin(), leading.end(), words.begin());
}

RawStatements split_statements(std::string_view text, const RawRules& rules) {
  const RawTokens scanned = scan_raw(text, rules);
  RawStatements result{{}, scanned.fault};
  Gatherer statement(text, rules);
  for (const RawToken& token : scanned.tokens) {
    if (token.kind == RawTokenKind::comment) continue;
    if (token.kind == RawTokenKind::semicolon && statement.ends_at_semicolon()) {
      if (!statement.empty()) result.statements.push_back(statement.take());
    } else {
      statement.add(token);
    }
  }
  if (!result.fault) result.fault = statement.fault();
  if (!result.fault && !statement.empty()) result.statements.push_back(statement.take());
  return result;
}

bool is_transaction_control(const RawStatement& statement) {
  if (statement.starts_with({"ROLLBACK"})) {  // [WORK | TRANSACTION] TO is a savepoint's
    const std::size_t next = statement.words.size() > 1 && (statement.words[1] == "WORK" || statement.words[1] == "TRANSACTION") ? 2 : 1;
    return statement.words.size() <= next || statement.words[next] != "TO";
  }
  return statement.starts_with({"BEGIN"}) || statement.starts_with({"START", "TRANSACTION"}) || statement.starts_with({"COMMIT"}) ||
         statement.starts_with({"END"}) || statement.starts_with({"ABORT"}) || statement.starts_with({"PREPARE", "TRANSACTION"});
}

}  // namespace galley
