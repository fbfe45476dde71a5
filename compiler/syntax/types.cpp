#include "syntax/folding.hpp"
#include "syntax/operators.hpp"

namespace galley::grammar {
namespace {

constexpr int dimension_limit = 6;  // PostgreSQL's

/// double precision, character varying, national character varying, bit varying
void read_further_words(Iterator& first, ParseState& state, TypeName& type) {
  const auto append = [&](std::initializer_list<Kw> words) {
    if (!take(first, state, words)) return;
    for (const Kw word : words) type.name.append(" ").append(spelling(word));
  };
  const Kw start = (first - 1)->keyword;
  if (start == Kw::national_) {
    append({Kw::character_});
    append({Kw::char_});
  }
  if (start == Kw::double_) append({Kw::precision_});
  if (start == Kw::character_ || start == Kw::char_ || start == Kw::bit_ || start == Kw::national_) append({Kw::varying_});
}

/// (12, 2), (Point, 4326)
void read_arguments(Iterator& first, ParseState& state, TypeName& type) {
  if (first->kind != TokenKind::left_paren) return;
  do {
    ++first;
    std::string argument;
    if (!number.read(first, state, argument)) {
      if (first->kind != TokenKind::word) fail_expecting(first, "an argument of the type");
      argument = state.text(*first++);
    }
    type.arguments.push_back(std::move(argument));
  } while (first->kind == TokenKind::comma);
  if (first->kind != TokenKind::right_paren) fail_expecting(first, "\",\" or \")\"");
  ++first;
}

/// timestamp(3) with time zone
void read_time_zone(Iterator& first, ParseState& state, TypeName& type) {
  if (take(first, state, {Kw::with_, Kw::time_, Kw::zone_})) type.name += " with time zone";
  if (take(first, state, {Kw::without_, Kw::time_, Kw::zone_})) type.name += " without time zone";
}

/// [] or [3] or array or array[3]; the size means nothing to PostgreSQL either
void read_dimensions(Iterator& first, ParseState& state, TypeName& type) {
  if (take(first, state, {Kw::array_})) {
    type.array_dimensions = 1;
    if (first->kind != TokenKind::left_bracket) return;
    if (first[1].kind != TokenKind::number) fail_expecting(first + 1, "the length of the array");
    if (first[2].kind != TokenKind::right_bracket) fail_expecting(first + 2, "\"]\"");
    first += 3;
    return;
  }
  while (first->kind == TokenKind::left_bracket) {
    if (type.array_dimensions == dimension_limit) fail_expecting(first, "no more than six dimensions");
    ++first;
    if (first->kind == TokenKind::number) ++first;
    if (first->kind != TokenKind::right_bracket) fail_expecting(first, "\"]\"");
    ++first;
    ++type.array_dimensions;
  }
}

}  // namespace

void read_interval_fields(Iterator& first, ParseState& state, TypeName& type) {
  const auto take_field = [&](Kw from, std::initializer_list<Kw> ends) {
    if (!take(first, state, {from})) return false;
    type.name.append(" ").append(spelling(from));
    Kw last = from;
    if (take(first, state, {Kw::to_})) {
      bool known = false;
      for (const Kw end : ends) {
        if (known || !take(first, state, {end})) continue;
        known = true;
        last = end;
      }
      if (!known) fail_expecting(first, "a shorter field of the interval");
      type.name.append(" to ").append(spelling(last));
    }
    if (last == Kw::second_ && type.arguments.empty()) read_arguments(first, state, type);
    return true;
  };
  if (take_field(Kw::year_, {Kw::month_}) || take_field(Kw::month_, {}) || take_field(Kw::day_, {Kw::hour_, Kw::minute_, Kw::second_}) ||
      take_field(Kw::hour_, {Kw::minute_, Kw::second_}) || take_field(Kw::minute_, {Kw::second_}) || take_field(Kw::second_, {}))
    type.span = join(type.span, state.span(*(first - 1)));
}

bool TypeReader::read(Iterator& first, ParseState& state, TypeName& value) const {
  const Iterator begin = first;
  QualifiedName written;
  if (!qualified_name("a type").read(first, state, written)) return false;
  value = TypeName{};
  value.schema = std::move(written.schema.text);
  value.name = std::move(written.name.text);
  value.quoted = (first - 1)->kind == TokenKind::quoted;
  const bool built_in = value.schema.empty() && !value.quoted;
  const bool has_zone = built_in && (begin->keyword == Kw::timestamp_ || begin->keyword == Kw::time_);
  if (built_in) read_further_words(first, state, value);
  read_arguments(first, state, value);
  if (built_in && begin->keyword == Kw::interval_) read_interval_fields(first, state, value);
  if (has_zone) read_time_zone(first, state, value);
  read_dimensions(first, state, value);
  value.span = state.span(begin, first);
  return true;
}

}  // namespace galley::grammar
