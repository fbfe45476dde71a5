// One source: tokens, then revision after revision.
#include "base/letter_case.hpp"
#include "diag/catalogue/syntax.hpp"
#include "galley/syntax.hpp"
#include "syntax/folding.hpp"
#include "syntax/lexer.hpp"
#include "syntax/meaning.hpp"
#include "syntax/recovery.hpp"
#include "syntax/remedies.hpp"
#include "syntax/rules.hpp"

namespace galley {
namespace {

using grammar::DowngradeClause;
using grammar::RevisionParts;
using grammar::UpgradeClause;
using syntax::Iterator;
using syntax::Kw;
using syntax::ParseState;
using syntax::Token;
using syntax::TokenKind;

/// Of each kind of clause the first counts; another one is an error.
class Assembler {
 public:
  explicit Assembler(ParseState& state) : state_(state) {}

  ast::Revision run(RevisionParts parts) {
    revision_.header = std::move(parts.header);
    for (auto& clause : parts.clauses) {
      match(
          std::move(clause), [&](UpgradeClause&& upgrade) { add(std::move(upgrade)); },
          [&](DowngradeClause&& downgrade) { add(std::move(downgrade)); });
    }
    return std::move(revision_);
  }

 private:
  void add(UpgradeClause upgrade) {
    if (is_first(upgrade_, upgrade.span, "\"upgrade\"")) revision_.upgrade = std::move(upgrade.body);
  }
  void add(DowngradeClause downgrade) {
    if (!is_first(revision_.downgrade_span, downgrade.span, "\"downgrade\"")) return;
    revision_.downgrade = std::move(downgrade.what);
  }
  bool is_first(Span& earlier, Span span, std::string_view what) {
    if (earlier.exists()) {
      if (state_.may_report()) state_.diagnostics().report(span, diag::given_twice, what).note(earlier, "it is given here before");
      return false;
    }
    earlier = span;
    return true;
  }

  ParseState& state_;
  ast::Revision revision_;
  Span upgrade_;
};

class FileParser {
 public:
  FileParser(std::string_view text, const syntax::Tokens& tokens, ParseState& state)
      : text_(text), first_(tokens.list.data()), last_(first_ + tokens.list.size()), state_(state) {
    state_.first_token = first_;
  }

  ast::File run() {
    if (first_->kind == TokenKind::end && state_.may_report(first_)) {
      state_.diagnostics().report(state_.span(*first_), diag::no_revision).help("a revision begins with: revision ID 'message';");
    }
    while (first_->kind != TokenKind::end && !state_.has_given_up()) {
      if (first_->keyword == Kw::revision_) {
        revision();
      } else {
        skip_to_revision();
      }
    }
    return std::move(file_);
  }

 private:
  void revision() {
    const Iterator begin = first_;
    const auto context = grammar::x3::make_context<grammar::StateTag>(state_);
    RevisionParts parts;
    grammar::revision.parse(first_, last_, context, grammar::x3::unused, parts);
    // Without an id there is nothing to know the revision by; the error is reported.
    if (parts.header.id.text.empty()) return;
    ast::Revision result = Assembler(state_).run(std::move(parts));
    result.meaning = syntax::meaning(text_, begin, first_);
    file_.revisions.push_back(std::move(result));
  }

  /// Text between revisions is one mistake, however long it is.
  void skip_to_revision() {
    state_.missed(first_, Kw::revision_);
    const bool is_first = first_ == state_.first_token;
    state_.report_expected(first_, is_first ? "\"revision\"" : syntax::after_clause);
    do { ++first_; } while (first_->kind != TokenKind::end && !grammar::begins_revision(first_));
  }

  std::string_view text_;
  Iterator first_;
  Iterator last_;
  ParseState& state_;
  ast::File file_;
};

}  // namespace

namespace {

/// Whether the word may stand here, in any case of its letters; also in comments and as part of a longer one.
bool mentions_revision(std::string_view text) {
  constexpr std::string_view word = "revision";
  constexpr std::size_t rare = 2;  // the letter to look for
  for (const char letter : {'v', 'V'}) {
    for (std::size_t at = text.find(letter); at != std::string_view::npos; at = text.find(letter, at + 1)) {
      if (at >= rare && lower_case(text.substr(at - rare, word.size())) == word) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<ast::Revision> parse_header(const SourceSet& sources, SourceId id) {
  const std::string_view text = sources[id].text();
  Diagnostics found;
  const syntax::Tokens tokens = syntax::lex_statement(text, id, found);
  const Token& end = tokens.list.back();
  if (tokens.list.front().keyword != Kw::revision_ || mentions_revision(text.substr(end.begin))) return std::nullopt;
  ParseState state(text, id, found, tokens.quiet_from);
  const auto context = grammar::x3::make_context<grammar::StateTag>(state);
  Iterator first = tokens.list.data();
  RevisionParts parts;
  grammar::revision.parse(first, &end + 1, context, grammar::x3::unused, parts);
  if (first != &end || !found.all().empty()) return std::nullopt;
  ast::Revision revision;
  revision.header = std::move(parts.header);
  return revision;
}

ast::File parse(const SourceSet& sources, SourceId id, Diagnostics& diagnostics) {
  const std::string_view text = sources[id].text();
  const syntax::Tokens tokens = syntax::lex(text, id, diagnostics);
  ParseState state(text, id, diagnostics, tokens.quiet_from);
  return FileParser(text, tokens, state).run();
}

}  // namespace galley
