// A type alone, as the configuration writes it.
#include "galley/syntax.hpp"
#include "syntax/lexer.hpp"
#include "syntax/operators.hpp"

namespace galley {

std::optional<TypeText> parse_type(std::string_view text) {
  Diagnostics ignored;
  const syntax::Tokens tokens = syntax::lex(text, {}, ignored);
  syntax::ParseState state(text, {}, ignored, tokens.quiet_from);
  syntax::Iterator at = tokens.list.data();
  TypeText result;
  try {
    if (!grammar::type_name.read(at, state, result.type)) return std::nullopt;
    if (grammar::take(at, state, {syntax::Kw::collate_})) {
      QualifiedName collation;
      if (!grammar::qualified_name("a collation").read(at, state, collation)) return std::nullopt;
      result.collation = std::move(collation);
    }
  } catch (const boost::spirit::x3::expectation_failure<syntax::Iterator>&) { return std::nullopt; }
  if (at->kind != syntax::TokenKind::end || ignored.has_errors()) return std::nullopt;
  return result;
}

}  // namespace galley
