#include "catalog/resolve_query.hpp"

#include "catalog/resolve_body.hpp"

namespace galley {

std::optional<std::string> resolve_query(const ast::RawText& written, Workspace& workspace) {
  const std::size_t end = written.text.find_last_not_of(" \t\r\n;");
  std::string query = end == std::string::npos ? std::string() : written.text.substr(0, end + 1);
  if (!resolve_body(workspace.dialect().read_query(query, workspace.catalog()), written.span, workspace)) return std::nullopt;
  return query;
}

}  // namespace galley
