// The script as data: statements grouped into sections, everything a DBA is told about them, and the path over the
// version table. Dialects turn it into text; none of them computes facts of its own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "galley/operation.hpp"
#include "galley/revision_graph.hpp"
#include "galley/source.hpp"

namespace galley {

enum class LockMode {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive
};
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
  safe,     // running it again is harmless, or `prepare` and `proof` make it so
  resumes,  // it notes in the ledger how far it came, and goes on there
  unsafe    // unknown: a second run refuses until somebody has looked
};

/// A table that an operation reads or changes: no `before` where it is made, no `after` where it is dropped.
struct TouchedTable {
  TablePointer before;
  TablePointer after;
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
  std::vector<TouchedTable> touched;  // on the first statement of an operation
  bool rewrites_table = false;
  bool scans_table = false;
  bool raw = false;  // text of the user's: runs with the default schema on the search path
  std::string loss;  // as Operation::loss
  Reversibility reversibility = Reversibility::lossless;
  std::vector<std::string> notes;
  std::string lock_timeout;       // "5s", set by the revision; empty: the script's own
  std::string statement_timeout;  // likewise
  std::size_t operation = 0;      // of the revision, which it is a statement of
  /// Where the statements of an operation may be done one without the other: `undo` takes this one back. It is empty where
  /// nothing has to be done. Otherwise the operation's inverse takes them all back.
  bool is_undone_alone = false;
  std::vector<Step> undo;
};

/// Statements that succeed or fail together. The last section of a revision moves the version rows.
struct Section {
  RevisionIndex revision = 0;
  int number = 0;  // within the script, from 1
  int place = 0;   // of the path, reached when the section's revision is whole
  int part = 1;    // within the revision, from 1
  int parts = 1;   // a revision of more than one part keeps a ledger
  std::string title;
  std::vector<Step> steps;  // empty: a revision that does nothing but move the version rows
  bool transactional = true;
  /// SHA-256 over the statements, 64 hex digits: the ledger's proof that both runs used one script. Empty where no ledger can
  /// be needed: in a revision that is one transaction.
  std::string digest;
  /// In a downgrade: the part of the revision's upgrade that it takes back where the upgrade was stopped behind it; 0: it is a
  /// section of the downgrade itself. `parts` and `digest` are then those of the upgrade.
  int undoes = 0;
  /// Why that part cannot be taken back by a script; empty where it can.
  std::string no_undo;
  bool undoes_transaction = true;  // the part of the upgrade has been done whole or not at all
  [[nodiscard]] bool is_last() const { return part == parts; }
  [[nodiscard]] bool is_split() const { return parts > 1; }
};

/// What a script says of a revision, which outlives it.
struct RevisionInScript {
  RevisionIndex index = 0;
  std::string_view id;
  std::string_view message;
  std::string_view author;
  std::string_view ticket;
  Maybe<VersionRowChange> change;
  std::vector<std::string> not_restored;
};

/// A revision, and those that it needs directly: its parents and dependencies.
struct KnownRevision {
  std::string id;
  std::vector<std::string> needs;
  int place = -1;  // of the path, reached with it; 0: applied before the script; -1: no revision of the script
};

struct Script {
  Direction direction = Direction::upgrade;
  std::string project;
  std::string input_digest;  // SHA-256 over the meaning of the inputs and the options, 64 hex digits
  std::string from_text;     // "base", "1975ea83b712", "a1, b2"
  std::string to_text;
  std::vector<std::vector<std::string>> path;  // version rows, sorted, at each place: start, after each revision
  std::vector<RevisionInScript> revisions;     // in order of the script
  /// Of a script for databases at different revisions: all of the graph, those that are needed first; else empty.
  std::vector<KnownRevision> history;
  std::vector<Section> sections;
  std::vector<std::string> losses;        // of all steps, each once
  std::vector<std::string> not_restored;  // downgrade: what stays gone
  bool accept_data_loss = false;          // a lossy downgrade was accepted when it was compiled
  [[nodiscard]] bool has_split_revision() const;
  [[nodiscard]] bool is_for_any_revision() const { return !history.empty(); }
};

/// Groups the steps of each revision into sections, one revision of the plan after the other.
class ScriptMaker {
 public:
  ScriptMaker(const RevisionGraph& graph, const Plan& plan);
  /// The sections of the plan's next revision; what the whole script has to say of them is noted in script().
  [[nodiscard]] std::vector<Section> next(const ReplayedRevision& replayed, std::vector<Step> steps);
  /// With all that is known so far; its `sections` stay empty.
  [[nodiscard]] Script& script() { return script_; }

 private:
  const RevisionGraph& graph_;
  const Plan& plan_;
  Script script_;
  int sections_ = 0;
  std::set<std::string> seen_losses_;
};

/// The whole of it. `lowered[i]` are the statements of `replay.steps[i]`.
[[nodiscard]] Script make_script(const RevisionGraph& graph, const Plan& plan, const Replay& replay,
                                 std::vector<std::vector<Step>> lowered);

// ---- the text

class TemporaryFile;

/// Text that only grows at its end. It is kept in pieces, so that growing copies nothing; when there are many, they go to a
/// temporary file.
class TextPieces {
 public:
  /// Returns what went wrong, which ends the visit, or nothing.
  using Visit = std::function<std::optional<std::string>(std::string_view piece)>;

  TextPieces();
  TextPieces(TextPieces&&) noexcept;
  TextPieces& operator=(TextPieces&&) noexcept;
  ~TextPieces();

  void append(std::string_view text);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The pieces one after the other are the text. Returns what went wrong, or nothing.
  [[nodiscard]] std::optional<std::string> for_each(const Visit& visit) const;
  /// The text could not be made: that is what for_each() says from now on.
  void fail(std::string error) { error_ = std::move(error); }

 private:
  void make_room();
  bool move_to_file();

  static constexpr std::size_t piece_size = std::size_t{256} * 1024;
  std::vector<std::unique_ptr<char[]>> pieces_;
  std::size_t size_ = 0;
  std::unique_ptr<TemporaryFile> file_;
  std::size_t in_file_ = 0;  // of the text, from its beginning; whole pieces
  bool has_room_ = true;     // in the file, as far as we know
  std::optional<std::string> error_;
};

/// The text of a script: what its head says is known only when everything below it is written.
struct ScriptText {
  std::string head;
  TextPieces body;
  [[nodiscard]] std::optional<std::string> for_each(const TextPieces::Visit& visit) const;
  [[nodiscard]] std::string whole() const;
};

/// The sections' text. Each section says of how many it is one, which is a guess until all of them are there.
class SectionsText {
 public:
  explicit SectionsText(std::size_t expected) : expected_(expected) {}
  [[nodiscard]] std::size_t expected() const { return expected_; }
  /// `total_at`: where in the text the number of sections stands, as expected().
  void append(std::string_view text, std::size_t total_at);
  /// With `total` in its places.
  [[nodiscard]] TextPieces take(std::size_t total);

 private:
  std::size_t expected_;
  TextPieces text_;
  std::vector<std::size_t> totals_;
};

// ---- text that every dialect needs

/// One line for a `--` comment: control characters, line and paragraph separators and bidirectional marks are shown as
/// <U+XXXX>, invalid UTF-8 as <XX>.
[[nodiscard]] std::string comment_text(std::string_view text);
[[nodiscard]] std::string_view lock_mode_name(LockMode mode);  // "ACCESS EXCLUSIVE"
/// Every statement, an empty line before each that begins something new; a comment on it stays with it.
[[nodiscard]] std::string statements_text(const std::vector<Step>& steps);
/// "1 table", "2 tables"
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace galley
