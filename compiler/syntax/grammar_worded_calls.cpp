// Calls that SQL spells with words between the arguments. Each is the plain function behind it, with the arguments in its order.
#include "syntax/folding.hpp"
#include "syntax/rules.hpp"
#include "syntax/unsupported.hpp"

namespace galley::grammar {
namespace {

/// Reads the arguments, the parenthesis behind them included.
template <class C>
class WordedArguments {
 public:
  WordedArguments(Iterator& first, Iterator last, const C& context) : first_(first), last_(last), context_(context) {}

  void read(Kw function, Call& call) {
    if (function == Kw::substring_) return read_substring(call);
    if (function == Kw::overlay_) return read_overlay(call);
    if (function == Kw::position_) return read_position(call);
    read_trim(call);
  }

 private:
  [[nodiscard]] Expression one() {
    Expression value;
    if (!expression.parse(first_, last_, context_, x3::unused, value)) fail_expecting(first_, "an expression");
    return value;
  }
  bool take_word(Kw word) { return take(first_, state_of(context_), {word}); }
  void close() {
    if (first_->kind != TokenKind::right_paren) fail_expecting(first_, "\")\"");
    ++first_;
  }
  void close_list_of(Call& call) {
    while (first_->kind == TokenKind::comma) {
      ++first_;
      call.arguments.push_back(one());
    }
    if (first_->kind != TokenKind::right_paren) fail_expecting(first_, "\",\" or \")\"");
    ++first_;
  }

  /// A similar to pattern is the regular expression behind it.
  void read_similar(Call& call) {
    const Iterator begin = first_;
    Call pattern;
    pattern.function.name = {"similar_to_escape", state_of(context_).span(*(begin - 1))};
    Expression text;
    if (!restricted_expression.parse(first_, last_, context_, x3::unused, text)) fail_expecting(first_, "an expression");
    if (!take_word(Kw::escape_)) fail_expecting(first_, "\"escape\"");
    pattern.arguments.push_back(std::move(text));
    pattern.arguments.push_back(one());
    call.arguments.push_back({std::move(pattern), state_of(context_).span(begin, first_)});
    close();
  }

  /// a, b, c | a from b for c | a from b | a for c | a similar b escape c
  void read_substring(Call& call) {
    call.arguments.push_back(one());
    if (take_word(Kw::similar_)) return read_similar(call);
    if (take_word(Kw::from_)) {
      call.arguments.push_back(one());
      if (take_word(Kw::for_)) call.arguments.push_back(one());
      return close();
    }
    if (take_word(Kw::for_)) {
      call.arguments.push_back({Literal{LiteralKind::number, "1"}, state_of(context_).span(*(first_ - 1))});
      call.arguments.push_back(one());
      return close();
    }
    close_list_of(call);
  }

  /// a placing b from c for d
  void read_overlay(Call& call) {
    call.arguments.push_back(one());
    if (!take_word(Kw::placing_)) return close_list_of(call);
    call.arguments.push_back(one());
    if (!take_word(Kw::from_)) fail_expecting(first_, "\"from\"");
    call.arguments.push_back(one());
    if (take_word(Kw::for_)) call.arguments.push_back(one());
    close();
  }

  /// a in b, where `in` is no operator
  void read_position(Call& call) {
    Expression part;
    if (!restricted_expression.parse(first_, last_, context_, x3::unused, part)) fail_expecting(first_, "an expression");
    if (!take_word(Kw::in_)) fail_expecting(first_, "\"in\"");
    call.arguments.push_back(one());
    call.arguments.push_back(std::move(part));
    close();
  }

  /// a | a, b | [both | leading | trailing] [b] from a
  void read_trim(Call& call) {
    const bool leading = take_word(Kw::leading_);
    const bool trailing = !leading && take_word(Kw::trailing_);
    const bool has_side = leading || trailing || take_word(Kw::both_);
    std::optional<Expression> characters;
    if (!take_word(Kw::from_)) {
      Expression value = one();
      if (!take_word(Kw::from_)) {
        if (has_side) fail_expecting(first_, "\"from\"");
        call.arguments.push_back(std::move(value));
        return close_list_of(call);
      }
      characters = std::move(value);
    }
    call.function.name.text = leading ? "ltrim" : trailing ? "rtrim" : "btrim";
    call.arguments.push_back(one());
    if (characters) call.arguments.push_back(std::move(*characters));
    close();
  }

  Iterator& first_;
  Iterator last_;
  const C& context_;
};

struct WordedCallReader : x3::parser<WordedCallReader> {
  using attribute_type = Call;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, Call& value) const {
    refuse_unsupported_form(first, state_of(context));
    if (is_collation_for(first, state_of(context))) {
      value.function.name = {"pg_collation_for", state_of(context).span(first, first + 2)};
      first += 2;
      Expression operand;
      if (!in_parens[expression].parse(first, last, context, x3::unused, operand)) fail_expecting(first, "an expression");
      value.arguments.push_back(std::move(operand));
      return true;
    }
    const Kw function = first->keyword;
    const bool is_one = function == Kw::substring_ || function == Kw::overlay_ || function == Kw::position_ || function == Kw::trim_;
    if (!is_one || first[1].kind != TokenKind::left_paren) return false;
    value.function.name = {std::string(spelling(function)), state_of(context).span(*first)};
    first += 2;
    WordedArguments<C>(first, last, context).read(function, value);
    return true;
  }

 private:
  static bool is_collation_for(Iterator at, ParseState& state) {
    constexpr std::string_view word = "collation";
    return at->kind == TokenKind::word && at[1].keyword == Kw::for_ && at[2].kind == TokenKind::left_paren &&
           syntax::folded(state.text(*at), at->kind) == word;
  }
};

}  // namespace

const auto worded_call_def = whole[WordedCallReader{}];

BOOST_SPIRIT_DEFINE(worded_call)
BOOST_SPIRIT_INSTANTIATE(decltype(worded_call), Iterator, Context)

}  // namespace galley::grammar
