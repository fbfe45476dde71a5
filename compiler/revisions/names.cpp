// Ids and labels: what a selector can name and the version table can hold.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/utf8.hpp"
#include "diag/catalogue/revisions.hpp"
#include "revisions/graph_data.hpp"

namespace galley::revisions {
namespace {

constexpr std::array<std::string_view, 4> selector_words{"base", "current", "head", "heads"};
constexpr std::size_t version_column_bytes = 255;

bool is_space(char32_t c) {
  return c == U' ' || c == U'\u00A0' || c == U'\u1680' || (c >= U'\u2000' && c <= U'\u200A') || c == U'\u202F' || c == U'\u205F' ||
         c == U'\u3000';
}

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// What is wrong with the name, or nothing.
std::string_view find_fault(std::string_view name) {
  if (!name.empty() && std::all_of(name.begin(), name.end(), is_plain)) return {};  // mostly
  if (name.empty()) return "is empty";
  if (name.front() == '-') return "begins with \"-\", as a relative selector does";
  if (name.find_first_of("@:+,") != std::string_view::npos) return "contains one of @ : + , which selectors are written with";
  if (name.find_first_of("'\"`") != std::string_view::npos) return "contains a quote";
  while (!name.empty()) {
    const CodePoint point = first_code_point(name);
    if (point.size == 0) return "is not valid UTF-8";
    if (is_space(point.value)) return "contains a blank";
    if (is_deceptive(point.value)) return "contains a control character or one that is invisible";
    name.remove_prefix(point.size);
  }
  return {};
}

void check_name(std::string_view kind, const Name& name, Diagnostics& diagnostics) {
  if (std::find(selector_words.begin(), selector_words.end(), name.text) != selector_words.end()) {
    diagnostics.report(name.span, diag::reserved_name, kind, name.text)
        .help("base, head, heads and current are selectors; choose another name");
    return;
  }
  const std::string_view fault = find_fault(name.text);
  if (!fault.empty())
    diagnostics.report(name.span, diag::unusable_name, kind, name.text, fault).help("use letters, digits, \"_\", \".\" and \"-\"");
}

bool comes_first(const ast::Revision* a, const ast::Revision* b) {
  const Name& x = a->header.id;
  const Name& y = b->header.id;
  return std::tie(x.text, x.span.source, x.span.begin) < std::tie(y.text, y.span.source, y.span.begin);
}

void check_labels(const std::vector<const ast::Revision*>& revisions, Diagnostics& diagnostics) {
  std::map<std::string_view, const Name*> ids;
  for (const ast::Revision* revision : revisions) ids.emplace(revision->header.id.text, &revision->header.id);
  std::map<std::string_view, const Name*> labels;
  for (const ast::Revision* revision : revisions) {
    for (const Name& label : revision->header.labels) {
      check_name("label", label, diagnostics);
      if (const auto id = ids.find(label.text); id != ids.end()) {
        diagnostics.report(label.span, diag::label_is_revision, label.text)
            .note(id->second->span, "revision \"{}\" is defined here", label.text)
            .help("choose another label");
      }
      const auto [first, is_new] = labels.emplace(label.text, &label);
      if (!is_new) {
        diagnostics.report(label.span, diag::label_used_twice, label.text)
            .note(first->second->span, "first used here")
            .help("a label spreads to all descendants by itself; write it once, at the beginning of the branch");
      }
    }
  }
}

}  // namespace

void check_names(const std::vector<const ast::Revision*>& revisions, Diagnostics& diagnostics) {
  bool has_labels = false;
  for (const ast::Revision* revision : revisions) {
    const Name& id = revision->header.id;
    has_labels = has_labels || !revision->header.labels.empty();
    check_name("revision id", id, diagnostics);
    if (id.text.size() > version_column_bytes) {
      diagnostics.report(id.span, diag::id_too_long, id.text.size())
          .help("the version table holds ids of at most {} bytes", version_column_bytes);
    }
  }
  if (has_labels) check_labels(revisions, diagnostics);
}

void sort_by_id(std::vector<const ast::Revision*>& revisions, Diagnostics& diagnostics) {
  std::stable_sort(revisions.begin(), revisions.end(), comes_first);
  std::vector<const ast::Revision*> kept;
  kept.reserve(revisions.size());
  for (const ast::Revision* revision : revisions) {
    const Name& id = revision->header.id;
    if (!kept.empty() && kept.back()->header.id.text == id.text) {
      diagnostics.report(id.span, diag::duplicate_revision, id.text)
          .note(kept.back()->header.id.span, "first defined here")
          .help("give one of them another id and the parent that it comes after, or remove the copy");
    } else {
      kept.push_back(revision);
    }
  }
  revisions = std::move(kept);
}

}  // namespace galley::revisions
