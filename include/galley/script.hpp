// The script as data: statements grouped into sections, everything a DBA is told about them, and the path over the
// version table. Dialects turn it into text; none of them computes facts of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "galley/operation.hpp"
#include "galley/revision_graph.hpp"
#include "galley/source.hpp"

namespace galley {

enum class LockMode { none, access_share, row_share, row_exclusive, share_update_exclusive, share, share_row_exclusive, exclusive, access_exclusive };
struct Lock {
  std::string relation;  // as printed in SQL
  LockMode mode = LockMode::none;
};

enum class Placement {
  transaction,      // with its neighbours
  own_transaction,  // committed before the next statement may run (a new enumeration value)
  outside           // cannot run in a transaction
};
/// What happens when the client is killed right after the statement and the script is run again. Only asked outside a transaction.
enum class Repetition {
  safe,   // running it again is harmless, or `prepare` and `proof` make it so
  unsafe  // unknown: a second run refuses until somebody has looked
};

struct Step {
  std::string sql;     // one statement, perhaps on several lines, with its semicolon, without a line end
  std::string reason;  // "add column orders.status"
  Span span;           // the statement in the source
  Placement placement = Placement::transaction;
  Repetition repetition = Repetition::safe;
  std::string prepare;        // SQL to run before it outside a transaction (drop an invalid index); may be empty
  std::string proof;          // SQL condition that holds when it has worked; may be empty
  std::string proof_message;  // what is wrong otherwise: "index public.ix is missing or invalid"
  std::vector<Lock> locks;
  bool rewrites_table = false;
  bool scans_table = false;
  bool raw = false;   // text of the user's: runs with the default schema on the search path
  std::string loss;   // as Operation::loss
  Reversibility reversibility = Reversibility::lossless;
  std::vector<std::string> notes;
  std::string lock_timeout;       // "5s", set by the revision; empty: the script's own
  std::string statement_timeout;  // likewise
};

/// Statements that succeed or fail together. The last section of a revision moves the version rows.
struct Section {
  RevisionIndex revision = 0;
  int number = 0;   // within the script, from 1
  int place = 0;    // of the path, reached when the section's revision is whole
  int part = 1;     // within the revision, from 1
  int parts = 1;    // a revision of more than one part keeps a ledger
  std::string title;
  std::vector<Step> steps;  // empty: a revision that does nothing but move the version rows
  bool transactional = true;
  std::string digest;  // SHA-256 over the statements, 64 hex digits: the ledger's proof that both runs used one script
  [[nodiscard]] bool is_last() const { return part == parts; }
  [[nodiscard]] bool is_split() const { return parts > 1; }
};

struct RevisionInScript {
  RevisionIndex index = 0;
  std::string id;
  std::string message;
  std::string author;
  std::string ticket;
  VersionRowChange change;
  std::vector<std::string> not_restored;
};

struct Script {
  Direction direction = Direction::upgrade;
  std::string project;
  std::string input_digest;  // SHA-256 over the meaning of the inputs and the options, 64 hex digits
  std::string from_text;     // "base", "1975ea83b712", "a1, b2"
  std::string to_text;
  std::vector<std::vector<std::string>> path;  // version rows, sorted, at each place: start, after each revision
  std::vector<RevisionInScript> revisions;     // in order of the script
  std::vector<Section> sections;
  std::vector<std::string> losses;        // of all steps, each once
  std::vector<std::string> not_restored;  // downgrade: what stays gone
  bool accept_data_loss = false;          // a lossy downgrade was accepted when it was compiled
  [[nodiscard]] bool has_split_revision() const;
};

/// Groups the steps of each revision into sections. `lowered[i]` are the statements of `replay.steps[i]`.
[[nodiscard]] Script make_script(const RevisionGraph& graph, const Plan& plan, const Replay& replay, std::vector<std::vector<Step>> lowered);

// ---- text that every dialect needs

/// One line for a `--` comment: control characters, line and paragraph separators and bidirectional marks are shown as
/// <U+XXXX>, invalid UTF-8 as <XX>.
[[nodiscard]] std::string comment_text(std::string_view text);
[[nodiscard]] std::string_view lock_mode_name(LockMode mode);  // "ACCESS EXCLUSIVE"
/// "1 table", "2 tables"
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace galley
