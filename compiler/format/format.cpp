#include "galley/format.hpp"

#include "base/assert.hpp"
#include "diag/catalogue/syntax.hpp"
#include "format/layout.hpp"
#include "format/source_text.hpp"
#include "galley/syntax.hpp"
#include "syntax/lexer.hpp"

namespace galley {
namespace {

/// As the first line between two tokens ends: what is inside of a string or of raw text is not ours.
std::string_view line_end_of(std::string_view text, const syntax::Tokens& tokens) {
  std::uint32_t behind = 0;
  for (const syntax::Token& token : tokens.list) {
    const std::string_view gap = text.substr(behind, token.begin - behind);
    const std::size_t end = gap.find('\n');
    if (end != std::string_view::npos) return end > 0 && gap[end - 1] == '\r' ? "\r\n" : "\n";
    behind = token.end;
  }
  return "\n";
}

/// The tree without its places and comments, and the digest over its tokens.
bool mean_the_same(const ast::File& a, const ast::File& b) {
  const auto same_digest = [](const ast::Revision& x, const ast::Revision& y) { return x.meaning == y.meaning; };
  return a == b && std::ranges::equal(a.revisions, b.revisions, same_digest);
}

}  // namespace

std::optional<std::string> format_source(const SourceSet& sources, SourceId id, Diagnostics& diagnostics) {
  Diagnostics found;
  const ast::File file = parse(sources, id, found);
  diagnostics.add_all(found);
  if (found.has_errors()) return std::nullopt;

  const std::string_view text = sources[id].text();
  const syntax::Tokens tokens = syntax::lex(text, id, found);
  std::string formatted = format::Layout(format::pieces_of(text, tokens, format::marks_of(file)), line_end_of(text, tokens)).run();

  SourceSet again;
  const SourceId id_again = again.add(sources[id].path(), formatted);
  const ast::File file_again = parse(again, id_again, found);
  if (found.has_errors() || !mean_the_same(file, file_again)) {
    diagnostics.report(Span{id, 0, 0}, diag::format_changes_meaning)
        .help("this is a mistake of Galley's: please report it, with this file");
    return std::nullopt;
  }
  return formatted;
}

std::string to_source(const ast::File& file) {
  format::SourceText text;
  for (const ast::Revision& revision : file.revisions) format::write(text, revision);
  SourceSet sources;
  const SourceId id = sources.add("", text.take());
  Diagnostics diagnostics;
  const std::optional<std::string> formatted = format_source(sources, id, diagnostics);
  GALLEY_ASSERT(formatted);
  return formatted.value_or("");
}

}  // namespace galley
