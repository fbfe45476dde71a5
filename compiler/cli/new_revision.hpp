// A revision that does not exist yet: its file, and what the history says to it before it is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"

namespace CLI {
class App;
}

namespace galley {

struct NewRevision {
  std::string id;       // empty: 12 random hexadecimal digits
  std::string created;  // "2026-01-15" or "2026-01-15T10:30:00Z"; empty: now
  std::string message;
  std::vector<std::string> parents;       // ids
  std::vector<std::string> dependencies;  // ids
  std::vector<std::string> labels;
  std::string author;
  std::string ticket;
};

/// -m, --rev-id, --date, --branch-label, --depends-on, --author and --ticket.
struct NewRevisionOptions {
  NewRevision revision;
  std::vector<std::string> depends_on;  // selectors
  std::string folder;                   // empty: the configuration's
};
void add_new_revision_options(CLI::App& command, NewRevisionOptions& options);

/// Gives id and date to a revision that was given none. False where the date is none, with `error` filled. This is the only
/// place that asks a clock or for random numbers.
[[nodiscard]] bool complete(NewRevision& revision, std::string& error);

/// Lower-case words joined by "_", at most 40 bytes, nothing but ASCII letters and digits; may be empty.
[[nodiscard]] std::string slug_of(std::string_view message);
/// "20260115_1975ea83b712_create_accounts.mig"
[[nodiscard]] std::string file_name_of(const NewRevision& revision);
/// In the canonical layout, with empty bodies.
[[nodiscard]] std::string text_of(const NewRevision& revision);
/// The same with these lines in the body of its upgrade.
[[nodiscard]] std::string text_with_upgrade(const NewRevision& revision, std::string_view statements);

/// Puts the revision into the open project and, where the whole history still makes sense, into a file. Its path is printed on
/// standard output.
[[nodiscard]] ExitCode write_new_revision(Session& session, const NewRevisionOptions& options);

}  // namespace galley
