// --from-rows FILE: the rows of a database's version table, a line each, as psql -At or sqlite3 print them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.hpp"

namespace CLI {
class App;
}

namespace galley {

/// One row of the file. A revision that this history does not know has no index.
struct VersionRow {
  std::string id;
  std::optional<RevisionIndex> revision;
};

struct RowsRead {
  std::vector<VersionRow> rows;  // by id, each once
  ExitCode code = ExitCode::done;
};

/// Adds --from-rows to a command.
void add_rows_option(CLI::App& command, std::string& file);

/// "-" is standard input. What is no row is an error, which has been printed; rows of other histories are none.
[[nodiscard]] RowsRead read_rows(Session& session, const std::string& file);

/// [FROM:]TO with the rows of the file as FROM; the range as it is without a file. `code` is not `done` after an error, which has
/// been printed: a row that the history does not know, or a FROM beside the file.
[[nodiscard]] std::string range_from_rows(Session& session, const std::string& range, const std::string& file, ExitCode& code);

}  // namespace galley
