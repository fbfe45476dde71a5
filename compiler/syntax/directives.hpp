// What the grammar wraps around parsers: where their values go, lists, parentheses, places, depth.
#pragma once

#include "syntax/primitives.hpp"

namespace galley::grammar {

// ---- writing into the node of the rule

void report_given_twice(ParseState& state, Iterator at, std::string_view what);

template <class Pointer>
struct MemberType;
template <class T, class M>
struct MemberType<M T::*> {
  using type = M;
};

template <class Member, class Value>
void store(Member& member, Value&& value) {
  if constexpr (requires { member.push_back(std::forward<Value>(value)); } && !std::is_same_v<Member, std::string>) {
    member.push_back(std::forward<Value>(value));
  } else {
    member = std::forward<Value>(value);
  }
}

/// Parses into one member: assigned, put into its optional, variant or box, or appended to its vector.
template <auto member, class Subject>
struct To : x3::unary_parser<Subject, To<member, Subject>> {
  using base = x3::unary_parser<Subject, To<member, Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;  // the rule hands its node down as the rule context
  constexpr explicit To(const Subject& s) : base(s) {}

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, Node& node, A&) const {
    using Value = typename Subject::attribute_type;
    auto& target = node.*member;
    if constexpr (std::is_same_v<Value, std::remove_cvref_t<decltype(target)>>) {
      return this->subject.parse(first, last, context, x3::unused, target);
    } else {
      Value value{};
      if (!this->subject.parse(first, last, context, x3::unused, value)) return false;
      store(target, std::move(value));
      return true;
    }
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};
template <auto member>
struct ToGen {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return To<member, Subject>(subject);
  }
};
template <auto member>
inline constexpr ToGen<member> to;

/// As `to`, for a clause that may be written in any place but only once.
template <auto member, class Subject>
struct Once : x3::unary_parser<Subject, Once<member, Subject>> {
  using base = x3::unary_parser<Subject, Once<member, Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;
  std::string_view what;
  constexpr Once(const Subject& s, std::string_view w) : base(s), what(w) {}

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, Node& node, A& unused) const {
    if (is_given(node.*member)) report_given_twice(state_of(context), first - 1, what);
    return To<member, Subject>(this->subject).parse(first, last, context, node, unused);
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }

 private:
  template <class T>
  static bool is_given(const std::optional<T>& value) {
    return value.has_value();
  }
  template <class T>
  static bool is_given(const std::vector<T>& value) {
    return !value.empty();
  }
  static bool is_given(const Name& value) { return !value.text.empty(); }
};
template <auto member>
struct OnceGen {
  std::string_view what;
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return Once<member, Subject>(subject, what);
  }
};
template <auto member>
constexpr OnceGen<member> once(std::string_view what) {
  return {what};
}

/// Gives one member a fixed value when the subject matches.
template <auto member, auto value, class Subject>
struct Set : x3::unary_parser<Subject, Set<member, value, Subject>> {
  using base = x3::unary_parser<Subject, Set<member, value, Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;
  constexpr explicit Set(const Subject& s) : base(s) {}

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, Node& node, A&) const {
    if (!this->subject.parse(first, last, context, x3::unused, x3::unused)) return false;
    node.*member = value;
    return true;
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};
template <auto member, auto value>
struct SetGen {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    using Parser = typename x3::extension::as_parser<Subject>::value_type;
    return Set<member, value, Parser>(subject);
  }
};
template <auto member, auto value>
inline constexpr SetGen<member, value> set;
template <auto member>
inline constexpr SetGen<member, true> flag;

/// Parses into the node of the rule itself.
template <class Subject>
struct Whole : x3::unary_parser<Subject, Whole<Subject>> {
  using base = x3::unary_parser<Subject, Whole<Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;
  constexpr explicit Whole(const Subject& s) : base(s) {}

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, Node& node, A&) const {
    return this->subject.parse(first, last, context, x3::unused, node);
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};
struct WholeGen {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return Whole<Subject>(subject);
  }
};
inline constexpr WholeGen whole;

/// Writes the range of its tokens into the node of the rule. (An on_success handler would not see the node, as X3 hands it
/// to the parts of a rule either as attribute or as context.)
template <class Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using base = x3::unary_parser<Subject, Spanned<Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;
  constexpr explicit Spanned(const Subject& s) : base(s) {}

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, Node& node, A&) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, node, x3::unused)) return false;
    node.span = state_of(context).span(begin, first);
    return true;
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};
struct SpannedGen {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return Spanned<Subject>(subject);
  }
};
inline constexpr SpannedGen spanned;

// ---- directives with a value

/// a, b, c
template <class Subject>
struct CommaList : x3::unary_parser<Subject, CommaList<Subject>> {
  using base = x3::unary_parser<Subject, CommaList<Subject>>;
  using attribute_type = std::vector<typename Subject::attribute_type>;
  static constexpr bool has_attribute = true;
  constexpr explicit CommaList(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, attribute_type& list) const {
    for (;;) {
      typename Subject::attribute_type item{};
      if (!this->subject.parse(first, last, context, x3::unused, item)) {
        if (list.empty()) return false;
        fail_expecting(first, x3::what(this->subject));
      }
      list.push_back(std::move(item));
      if (first->kind != TokenKind::comma) return true;
      ++first;
    }
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};

/// ( ... ), with a note at the parenthesis when its partner is missing
template <class Subject>
struct InParens : x3::unary_parser<Subject, InParens<Subject>> {
  using base = x3::unary_parser<Subject, InParens<Subject>>;
  using attribute_type = typename Subject::attribute_type;
  static constexpr bool has_attribute = true;
  constexpr explicit InParens(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, attribute_type& value) const {
    if (first->kind != TokenKind::left_paren) return false;
    ++first;
    if (!this->subject.parse(first, last, context, x3::unused, value)) fail_expecting(first, x3::what(this->subject));
    if (first->kind != TokenKind::right_paren) fail_expecting(first, close_text());
    ++first;
    return true;
  }
  [[nodiscard]] std::string describe() const { return "\"(\""; }

 private:
  static constexpr bool is_list = requires(const Subject& s, attribute_type& a) {
    a.push_back(a.front());
    s.subject;
  };
  static std::string close_text() { return is_list ? "\",\" or \")\"" : "\")\""; }
};

/// Counts how deep the parser stands in itself and gives up in time.
template <class Subject>
struct Nested : x3::unary_parser<Subject, Nested<Subject>> {
  using base = x3::unary_parser<Subject, Nested<Subject>>;
  using attribute_type = typename Subject::attribute_type;
  static constexpr bool has_attribute = true;
  std::string_view what;
  constexpr Nested(const Subject& s, std::string_view w) : base(s), what(w) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, attribute_type& value) const {
    ParseState& state = state_of(context);
    const NestingGuard guard(state, first, what);
    return this->subject.parse(first, last, context, x3::unused, value);
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }

 private:
  struct NestingGuard {
    ParseState& state;
    NestingGuard(ParseState& s, Iterator at, std::string_view what) : state(s) {
      if (state.nesting >= syntax::nesting_limit) state.fail_too_deep(at, what, syntax::nesting_limit);
      ++state.nesting;
    }
    ~NestingGuard() { --state.nesting; }
    NestingGuard(const NestingGuard&) = delete;
    NestingGuard& operator=(const NestingGuard&) = delete;
  };
};

/// A value that depends on nothing but the match: yields<ast::NotNullAttribute>[...]
template <class Value, class Subject>
struct Yields : x3::unary_parser<Subject, Yields<Value, Subject>> {
  using base = x3::unary_parser<Subject, Yields<Value, Subject>>;
  using attribute_type = Value;
  static constexpr bool has_attribute = true;
  constexpr explicit Yields(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, Value&) const {
    return this->subject.parse(first, last, context, x3::unused, x3::unused);
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};
template <class Value>
struct YieldsGen {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return Yields<Value, Subject>(subject);
  }
};
template <class Value>
inline constexpr YieldsGen<Value> yields;

/// What `create` cannot do without, but `declare` can.
template <class Subject>
struct UnlessDeclared : x3::unary_parser<Subject, UnlessDeclared<Subject>> {
  using base = x3::unary_parser<Subject, UnlessDeclared<Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static constexpr bool has_action = true;
  constexpr explicit UnlessDeclared(const Subject& s) : base(s) {}

  template <class C, class Node, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, Node& node, A& unused) const {
    ParseState& state = state_of(context);
    if (state.declared && first->kind == TokenKind::semicolon) return true;
    return this->subject.parse(first, last, context, node, unused);
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }
};

/// The statement behind `declare`, where that word is read as `create`.
template <class Subject>
struct DeclaredStatement : x3::unary_parser<Subject, DeclaredStatement<Subject>> {
  using base = x3::unary_parser<Subject, DeclaredStatement<Subject>>;
  using attribute_type = typename Subject::attribute_type;
  static constexpr bool has_attribute = true;
  constexpr explicit DeclaredStatement(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, attribute_type& value) const {
    ParseState& state = state_of(context);
    if (first->keyword != Kw::declare_ || state.declared == first) return false;
    const Guard guard(state, first);
    return this->subject.parse(first, last, context, x3::unused, value);
  }
  [[nodiscard]] std::string describe() const { return "\"declare\""; }

 private:
  struct Guard {
    ParseState& state;
    Guard(ParseState& s, Iterator at) : state(s) { state.declared = at; }
    ~Guard() { state.declared = nullptr; }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
  };
};

template <template <class> class Directive>
struct DirectiveGen {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return Directive<Subject>(subject);
  }
};
inline constexpr DirectiveGen<CommaList> comma_list;
inline constexpr DirectiveGen<InParens> in_parens;
inline constexpr DirectiveGen<UnlessDeclared> unless_declared;
inline constexpr DirectiveGen<DeclaredStatement> declared_statement;
struct NestedGen {
  std::string_view what;
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    return Nested<Subject>(subject, what);
  }
};
constexpr NestedGen nested(std::string_view what) { return {what}; }

}  // namespace galley::grammar
