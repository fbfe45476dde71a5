#include "syntax/clause_words.hpp"
#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

void number(TreeWriter& out, std::string_view label, const std::optional<std::string>& value) {
  if (value) out.line(fmt::format("{} {}", label, *value));
}

}  // namespace

void dump(TreeWriter& out, std::string_view label, const ast::StorageOption& option) {
  out.line(fmt::format("{} {} = {}", label, option.name.text, escaped(option.is_string ? spell_string(option.value) : option.value)),
           option.name.span);
}

void dump(TreeWriter& out, const ast::SequenceOptions& options) {
  if (options.type) out.type(*options.type);
  number(out, "start", options.start);
  number(out, "increment", options.increment);
  number(out, "minvalue", options.minimum);
  number(out, "maxvalue", options.maximum);
  out.flag("no minvalue", options.no_minimum);
  out.flag("no maxvalue", options.no_maximum);
  number(out, "cache", options.cache);
  if (options.cycle) out.line(*options.cycle ? "cycle" : "no cycle");
}

void dump(TreeWriter& out, const ast::PartitionBy& partition_by) {
  out.node(fmt::format("partition by {}", words_of(partition_by.strategy)), {}, [&] {
    for (const ast::IndexKey& key : partition_by.keys) dump(out, key);
  });
}

void dump(TreeWriter& out, const ast::PartitionBound& bound) {
  out.node("bound", bound.span, [&] {
    match(
        bound.what, [&](const ast::RangeBound& n) { out.expressions("from", n.from), out.expressions("to", n.to); },
        [&](const ast::ListBound& n) { out.expressions("in", n.values); },
        [&](const ast::HashBound& n) { out.line(fmt::format("modulus {} remainder {}", n.modulus, n.remainder)); },
        [&](const ast::DefaultBound&) { out.line("default"); });
  });
}

}  // namespace galley::syntax
