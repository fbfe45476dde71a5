// The header of a revision and its two bodies.
#include "syntax/folding.hpp"
#include "syntax/recovery.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

using ast::RevisionHeader;

/// 1975ea83b712, 0001_initial, 123e45, "2024.01-a"; never folded.
struct IdReader : Reader<IdReader, Name> {
  std::string_view what;
  constexpr explicit IdReader(std::string_view w) : what(w) {}
  bool read(Iterator& first, ParseState& state, Name& value) const {
    const std::string_view text = state.text(*first);
    const bool is_word = first->kind == TokenKind::word || first->kind == TokenKind::digit_word || first->kind == TokenKind::number;
    if (is_word && text.find_first_of(".+-") == std::string_view::npos) {
      value.text = text;
    } else if (first->kind == TokenKind::quoted) {
      value.text = syntax::unquoted(text);
    } else {
      return false;
    }
    value.span = state.span(*first++);
    return true;
  }
  [[nodiscard]] std::string describe() const { return std::string(what); }
};

struct StrategyReader : Reader<StrategyReader, ast::Strategy> {
  bool read(Iterator& first, ParseState& state, ast::Strategy& value) const {
    const bool online = take(first, state, {Kw::online_});
    value = online ? ast::Strategy::online : ast::Strategy::direct;
    return online || take(first, state, {Kw::direct_});
  }
  [[nodiscard]] std::string describe() const { return "\"direct\" or \"online\""; }
};

/// A part that does not parse is stepped over, and what was read of it is kept: the rest of the revision is read all the same.
template <class Subject>
struct Recovering : x3::unary_parser<Subject, Recovering<Subject>> {
  using base = x3::unary_parser<Subject, Recovering<Subject>>;
  using attribute_type = typename Subject::attribute_type;
  static constexpr bool has_attribute = true;
  constexpr explicit Recovering(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, attribute_type& value) const {
    const Iterator start = first;
    try {
      return this->subject.parse(first, last, context, x3::unused, value);
    } catch (const x3::expectation_failure<Iterator>& error) {
      first = recover(start, error, state_of(context));
      return true;
    }
  }
};
inline constexpr DirectiveGen<Recovering> recovering;

}  // namespace

// revision ID ['message'] [revises a, b] [depends on c] [labels d] [strategy online] [created 'e'] [author 'f'] [ticket 'g'];
struct HeaderRule {};
const x3::rule<HeaderRule, RevisionHeader> header = "a revision";
const auto header_clause =
    (kw::revises_ > once<&RevisionHeader::parents>("\"revises\"")[comma_list[IdReader("the id of a revision")]]) |
    (kw::depends_ > kw::on_ > once<&RevisionHeader::dependencies>("\"depends on\"")[comma_list[IdReader("the id of a revision")]]) |
    (kw::labels_ > once<&RevisionHeader::labels>("\"labels\"")[comma_list[IdReader("a label")]]) |
    (kw::strategy_ > once<&RevisionHeader::strategy>("\"strategy\"")[StrategyReader{}]) |
    (kw::created_ > once<&RevisionHeader::created>("\"created\"")[string]) |
    (kw::author_ > once<&RevisionHeader::author>("\"author\"")[string]) |
    (kw::ticket_ > once<&RevisionHeader::ticket>("\"ticket\"")[string]);
const auto header_def = spanned[kw::revision_ > to<&RevisionHeader::id>[IdReader("the id of the revision")] >
                                -to<&RevisionHeader::message>[string] > *header_clause] > semicolon;

// upgrade { ... }
struct UpgradeRule {};
const x3::rule<UpgradeRule, UpgradeClause> upgrade = "\"upgrade\"";
const auto upgrade_def = spanned[kw::upgrade_ > to<&UpgradeClause::body>[statement_block]];

// downgrade { ... } or downgrade auto; or downgrade irreversible 'why';
struct DowngradeBodyRule {};
const x3::rule<DowngradeBodyRule, ast::DowngradeBody> downgrade_body = "\"{\"";
const auto downgrade_body_def = to<&ast::DowngradeBody::body>[statement_block];
struct IrreversibleRule {};
const x3::rule<IrreversibleRule, ast::DowngradeIrreversible> irreversible = "\"irreversible\"";
const auto irreversible_def = kw::irreversible_ > to<&ast::DowngradeIrreversible::why>[string];
struct DowngradeRule {};
const x3::rule<DowngradeRule, DowngradeClause> downgrade = "\"downgrade\"";
const auto downgrade_def =
    spanned[kw::downgrade_ >
            (to<&DowngradeClause::what>[downgrade_body] | to<&DowngradeClause::what>[yields<ast::DowngradeAuto>[kw::auto_]] |
             to<&DowngradeClause::what>[irreversible] | Nothing("\"{\", \"auto\" or \"irreversible\""))] > end_of_statement;

const auto revision_def = to<&RevisionParts::header>[recovering[header]] >>
                          *(to<&RevisionParts::clauses>[recovering[upgrade]] | to<&RevisionParts::clauses>[recovering[downgrade]]);

BOOST_SPIRIT_DEFINE(header, upgrade, downgrade_body, irreversible, downgrade, revision)
BOOST_SPIRIT_INSTANTIATE(decltype(revision), Iterator, Context)

}  // namespace galley::grammar
