// One source: tokens, then revision after revision.
#include "diag/catalogue/syntax.hpp"
#include "galley/syntax.hpp"
#include "syntax/lexer.hpp"
#include "syntax/meaning.hpp"
#include "syntax/recovery.hpp"
#include "syntax/rules.hpp"

namespace galley {
namespace {

using grammar::DowngradeClause;
using grammar::RevisionParts;
using grammar::UpgradeClause;
using syntax::Iterator;
using syntax::Kw;
using syntax::ParseState;
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
      : text_(text), first_(tokens.list.data()), last_(first_ + tokens.list.size()), state_(state) {}

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
    state_.report_expected(first_, "\"revision\"");
    do { ++first_; } while (first_->kind != TokenKind::end && !grammar::begins_revision(first_));
  }

  std::string_view text_;
  Iterator first_;
  Iterator last_;
  ParseState& state_;
  ast::File file_;
};

}  // namespace

ast::File parse(const SourceSet& sources, SourceId id, Diagnostics& diagnostics) {
  const std::string_view text = sources[id].text();
  const syntax::Tokens tokens = syntax::lex(text, id, diagnostics);
  ParseState state(text, id, diagnostics, tokens.quiet_from);
  return FileParser(text, tokens, state).run();
}

}  // namespace galley
