#include "revisions/id_length.hpp"

#include <algorithm>

#include "diag/catalogue/revisions.hpp"

namespace galley {
namespace {

/// As the database counts: characters, not bytes.
std::size_t characters(std::string_view id) {
  return static_cast<std::size_t>(
      std::count_if(id.begin(), id.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void check_id_lengths(const RevisionGraph& graph, std::size_t longest, std::string_view table, Diagnostics& diagnostics) {
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    const Name& id = graph.revision(i).header.id;
    if (id.text.size() <= longest || characters(id.text) <= longest) continue;
    diagnostics.report(id.span, diag::id_too_long_for_table, characters(id.text), longest, table)
        .help("choose a shorter id; where the column has been made wider, say so in galley.toml: version_length = 255 in [project]");
  }
}

}  // namespace galley
