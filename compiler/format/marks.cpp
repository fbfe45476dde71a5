#include "format/marks.hpp"

#include "format/source_text.hpp"

namespace galley::format {

void Marks::add(const Expression& root) {
  for_each_expression(root, [&](const Expression& expression) {
    if (const auto* call = std::get_if<Call>(&expression.node)) add_call(call->function);
    if (const auto* cast = std::get_if<Cast>(&expression.node)) add_type(cast->type_name);
    if (const auto* literal = std::get_if<TypedLiteral>(&expression.node)) add_type(literal->type);
    const auto* unary = std::get_if<Unary>(&expression.node);
    if (unary && unary->op != "not") signs_.push_back(expression.span.begin);
  });
}

void Marks::sort() {
  std::ranges::sort(calls_);
  std::ranges::sort(signs_);
  std::ranges::sort(types_, {}, &Span::begin);
}

bool Marks::is_in_type(std::uint32_t at) const {
  const auto behind = std::ranges::upper_bound(types_, at, {}, &Span::begin);
  return behind != types_.begin() && at < std::prev(behind)->end;
}

Marks marks_of(const ast::File& file) {
  // Whoever writes a tree meets all of it: this is a writing whose text nobody reads.
  Marks marks;
  SourceText text(&marks);
  for (const ast::Revision& revision : file.revisions) write(text, revision);
  marks.sort();
  return marks;
}

}  // namespace galley::format
