#include "catalog/sequence_calls.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/letter_case.hpp"

namespace galley {
namespace {

constexpr std::array<std::string_view, 3> sequence_functions{"nextval", "currval", "setval"};

bool is_word(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Takes one part, quoted or not, off the front of the text.
std::optional<std::string> take_part(std::string_view& text) {
  std::string part;
  if (!text.starts_with('"')) {
    const std::size_t end = std::min(text.find('.'), text.size());
    part = lower_case(text.substr(0, end));
    text.remove_prefix(end);
    if (part.empty() || part.find_first_of("\" \t\n\r") != std::string::npos) return std::nullopt;
    return part;
  }
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"' && text.substr(at + 1).starts_with('"')) {
      part += text[at++];
    } else if (text[at] == '"') {
      text.remove_prefix(at + 1);
      return part.empty() ? std::nullopt : std::optional(part);
    } else {
      part += text[at];
    }
  }
  return std::nullopt;
}

std::string spell_part(const std::string& part) {
  const bool starts_well = !part.empty() && (part.front() < '0' || part.front() > '9');
  if (starts_well && std::all_of(part.begin(), part.end(), is_word)) return part;
  std::string quoted = "\"";
  for (const char c : part) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

bool counts(const Call& call) {
  const bool is_builtin = !call.function.has_schema() || call.function.schema.text == "pg_catalog";
  return is_builtin && !call.arguments.empty() &&
         std::find(sequence_functions.begin(), sequence_functions.end(), call.function.name.text) != sequence_functions.end();
}

/// One template serves const and mutable trees.
template <class Found, class Tree>
Found* find_literal(Tree& expression) {
  auto* call = std::get_if<Call>(&expression.node);
  if (!call || !counts(*call)) return nullptr;
  Tree* argument = &call->arguments.front();
  if (auto* cast = std::get_if<Cast>(&argument->node)) argument = &*cast->operand;
  auto* literal = std::get_if<Literal>(&argument->node);
  return literal && literal->kind == LiteralKind::string ? literal : nullptr;
}

}  // namespace

std::optional<ObjectName> read_relation_name(std::string_view text) {
  std::optional<std::string> first = take_part(text);
  if (!first) return std::nullopt;
  if (text.empty()) return ObjectName{{}, std::move(*first)};
  if (!text.starts_with('.')) return std::nullopt;
  text.remove_prefix(1);
  std::optional<std::string> second = take_part(text);
  if (!second || !text.empty()) return std::nullopt;
  return ObjectName{std::move(*first), std::move(*second)};
}

std::string spell_relation_name(const ObjectName& name) {
  return name.schema.empty() ? spell_part(name.name) : spell_part(name.schema) + "." + spell_part(name.name);
}

Literal* sequence_literal(Expression& expression) { return find_literal<Literal>(expression); }
const Literal* sequence_literal(const Expression& expression) { return find_literal<const Literal>(expression); }

std::optional<ObjectName> sequence_of(const Expression& expression) {
  const Literal* literal = sequence_literal(expression);
  return literal ? read_relation_name(literal->text) : std::nullopt;
}

}  // namespace galley
