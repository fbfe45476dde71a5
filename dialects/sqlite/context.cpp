#include "sqlite/context.hpp"

#include <algorithm>
#include <utility>

#include "diag/catalogue/sqlite.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {

void Context::note(std::string text) const {
  if (std::find(notes.begin(), notes.end(), text) == notes.end()) notes.push_back(std::move(text));
}

void Context::no_counterpart(Span span, std::string_view what) const {
  no_counterpart(span, what, "write what PostgreSQL needs inside `on postgresql { }` and SQLite's own way inside `on sqlite { }`");
}

void Context::no_counterpart(Span span, std::string_view what, std::string_view help) const {
  diagnostics.report(span, diag::no_counterpart_in_sqlite, what).help("{}", help);
}

std::string Context::name(const ObjectName& object, Span span) const {
  if (object.schema == temporary_schema) return "temp." + identifier(object.name);
  if (object.schema != options.default_schema) {
    diagnostics.report(span, diag::no_schemas_in_sqlite, object.schema)
        .help("keep \"{}\" for PostgreSQL inside `on postgresql {{ }}`", object.name);
  }
  return identifier(object.name);
}

}  // namespace galley::sqlite
