#include "syntax/dump.hpp"

#include "galley/syntax.hpp"
#include "syntax/spelling.hpp"

namespace galley {
namespace syntax {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\\':
        result += "\\\\";
        break;
      default:
        result += c;
    }
  }
  return result;
}

void TreeWriter::line(std::string_view text, Span span) {
  out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
  out_ += text;
  if (span.exists()) fmt::format_to(std::back_inserter(out_), " [{}-{}]", span.begin, span.end);
  out_ += '\n';
}
void TreeWriter::name(std::string_view label, const Name& value) { line(fmt::format("{} {}", label, spell_name(value.text)), value.span); }
void TreeWriter::name(std::string_view label, const std::optional<Name>& value) {
  if (value) name(label, *value);
}
void TreeWriter::name(std::string_view label, const QualifiedName& value) {
  line(fmt::format("{} {}", label, spell_qualified(value)), value.span());
}
void TreeWriter::name(std::string_view label, const std::optional<QualifiedName>& value) {
  if (value) name(label, *value);
}
void TreeWriter::names(std::string_view label, const std::vector<Name>& list) {
  for (const Name& item : list) name(label, item);
}
void TreeWriter::flag(std::string_view label, bool value) {
  if (value) line(label);
}
void TreeWriter::string(std::string_view label, const ast::StringLiteral& value) {
  line(fmt::format("{} {}", label, escaped(spell_string(value.value))), value.span);
}
void TreeWriter::string(std::string_view label, const std::optional<ast::StringLiteral>& value) {
  if (value) string(label, *value);
}
void TreeWriter::raw(std::string_view label, const ast::RawText& value) {
  line(fmt::format("{} $${}$$", label, escaped(value.text)), value.span);
}
void TreeWriter::type(const TypeName& value) { line("type " + spell_type(value), value.span); }

}  // namespace syntax

namespace {

void dump_body(syntax::TreeWriter& out, const std::vector<ast::Statement>& body) {
  for (const ast::Statement& statement : body) dump(out, statement);
}

void dump_header(syntax::TreeWriter& out, const ast::RevisionHeader& header) {
  out.string("message", header.message);
  out.names("revises", header.parents);
  out.names("depends on", header.dependencies);
  out.names("label", header.labels);
  if (header.strategy) out.line(*header.strategy == ast::Strategy::online ? "strategy online" : "strategy direct");
  out.string("created", header.created);
  out.string("author", header.author);
  out.string("ticket", header.ticket);
}

void dump_revision(syntax::TreeWriter& out, const ast::Revision& revision) {
  out.node(fmt::format("revision {}", revision.header.id.text), revision.header.span, [&] {
    dump_header(out, revision.header);
    out.node("upgrade", {}, [&] { dump_body(out, revision.upgrade); });
    match(
        revision.downgrade,  //
        [&](const ast::DowngradeAuto&) { out.line("downgrade auto", revision.downgrade_span); },
        [&](const ast::DowngradeBody& n) { out.node("downgrade", revision.downgrade_span, [&] { dump_body(out, n.body); }); },
        [&](const ast::DowngradeIrreversible& n) {
          out.node("downgrade irreversible", revision.downgrade_span, [&] { out.string("why", n.why); });
        });
  });
}

}  // namespace

std::string dump(const ast::File& file) {
  syntax::TreeWriter out;
  for (const ast::Revision& revision : file.revisions) dump_revision(out, revision);
  return out.take();
}

}  // namespace galley
