// What a dialect is to the rest of the compiler. A new dialect is a folder under dialects/ and a line in the registry.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"
#include "galley/script.hpp"
#include "galley/script_settings.hpp"

namespace galley {

using ast::Strategy;

/// What a script says of each statement, in comments.
enum class Annotations {
  none,
  brief,  // where it stands in the source, what it locks, rewrites and reads, what it loses
  full    // also why it is there, what undoes it, and what a second run does
};

/// Settings of the configuration and the command line that a dialect reads.
struct DialectOptions {
  std::string target;  // "15", "3.40"; empty: the dialect's default
  std::string default_schema = "public";
  std::string version_table = "galley_version";  // in the default schema
  bool foreign_keys = false;                     // SQLite: the application runs with foreign_keys = ON
  // PostgreSQL
  Annotations annotations = Annotations::brief;
  std::optional<Strategy> strategy;          // for every revision, whatever its header says
  std::optional<Strategy> default_strategy;  // of revisions whose headers say nothing
  ScriptSettings script;                     // PostgreSQL
};

/// What raw text of the dialect's own SQL says, as its server's parser reads it. Offsets are bytes of the text.
struct RawError {
  std::string message;
  std::size_t offset = 0;
  bool uncertain = false;  // the target is newer than the parser that says so
  std::size_t size = 0;    // of the word that it is said of; 0 at the end of the text
};
struct RawReference {
  /// table stands for any relation, function for any routine, composite_type for any type. What every server has is left out.
  ObjectKind kind = ObjectKind::table;
  std::string schema;  // empty where left out
  std::string name;
  std::size_t offset = 0;
};
struct QueryReading {
  std::optional<RawError> error;
  bool unread = false;                   // too large or too deep for the parser
  std::vector<RawReference> references;  // without names that the query itself makes (WITH, aliases)
  std::vector<std::string> columns;      // every column that is named anywhere, sorted, each once; "*" where all are meant
  std::vector<std::string> output;       // names of the result's columns, in order; empty where not all of them are known
  /// The query with the columns that each `*` of its result stands for. Empty where there is none, where one stands for columns that
  /// are not known, and for databases that ask the `*` anew each time.
  std::string written_out;
};
/// One statement of raw SQL.
struct ReadStatement {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool outside_transaction = false;  // cannot run in one
  /// The same in the language, with spans in the raw text, where it changes the schema and is understood.
  std::vector<ast::Statement> meaning;
  /// It changes the schema in a way that is not understood; these relations (or types) are no longer known for sure.
  std::vector<RawReference> not_followed;
};
struct RawReading {
  std::optional<RawError> error;
  bool unread = false;  // too large or too deep for the parser, at least in part
  std::vector<ReadStatement> statements;
};

/// A value that an earlier revision of the same script adds to an enumeration.
struct AddedEnumValue {
  ObjectName enumeration;  // as it is called now
  std::string value;
  Span span;
};

/// What the statements of a revision depend on beside the revision.
struct LoweringContext {
  std::optional<Strategy> strategy;  // as its header says
  /// By earlier revisions of the same script: nobody is using them yet. Missing: nobody is using any table.
  const std::set<ObjectName>* made_tables = nullptr;
  const std::vector<AddedEnumValue>* added_values = nullptr;  // missing: none
};

/// Writes a script while its sections become known.
class ScriptWriter {
 public:
  virtual ~ScriptWriter() = default;
  /// The next section; its revision is the last of `Script::revisions`.
  virtual void add(const Section& section) = 0;
  /// After the last section, when the script holds everything but its sections.
  [[nodiscard]] virtual ScriptText finish() = 0;
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;    // "postgresql"
  [[nodiscard]] virtual std::string target_text() const = 0;  // "PostgreSQL 15 or newer"
  /// Whether a type of this name exists here without a declaration ("citext"), given in lower case without arguments.
  [[nodiscard]] virtual bool knows_type(std::string_view type) const = 0;
  /// The extension that makes such a type; empty where none has to.
  [[nodiscard]] virtual std::string_view extension_of_type(std::string_view) const { return {}; }
  /// Whether an unlogged table is another thing than a logged one.
  [[nodiscard]] virtual bool tells_unlogged() const { return false; }
  /// Whether every server of the target has a function of this name.
  [[nodiscard]] virtual bool knows_function(std::string_view) const { return true; }
  /// Whether parameters and results of routines may be of this type, though no column may ("trigger", "void").
  [[nodiscard]] virtual bool knows_pseudo_type(std::string_view) const { return false; }
  /// The form under which two identifiers of one kind are the same: as it is, or in lower case.
  [[nodiscard]] virtual std::string identity_of(std::string_view identifier) const = 0;
  /// Whether a primary key, unique or exclusion constraint takes a name among tables and indexes.
  [[nodiscard]] virtual bool key_constraints_are_relations() const { return true; }

  /// Whether a column cannot change its type while a view, a trigger or a policy names it.
  [[nodiscard]] virtual bool users_hold_column_types() const { return false; }

  /// One query: the body of a view, of `insert .. $$select$$` or `require`. `catalog` is the schema at that point.
  /// A dialect without a parser at hand reads nothing.
  [[nodiscard]] virtual QueryReading read_query(std::string_view, const Catalog&) const { return {}; }
  /// The body of a routine or of a trigger that is about to be made.
  [[nodiscard]] virtual QueryReading read_body(const SchemaObject&, const Catalog&) const { return {}; }
  /// The text of a `sql` statement. `place` is where it stands, for the spans of what it means.
  [[nodiscard]] virtual RawReading read_raw(std::string_view, Span, const Catalog&) const { return {}; }

  /// The statements of one revision, in order. What the dialect cannot express is reported at its place.
  [[nodiscard]] virtual std::vector<Step> lower(const ReplayedRevision& revision, const LoweringContext& context,
                                                Diagnostics& diagnostics) const = 0;
  /// Begins a text for which about so many sections are to come. Writing cannot fail: what cannot be written was refused in
  /// lower() or check_script(). The script and the sources must outlive the writer.
  [[nodiscard]] virtual std::unique_ptr<ScriptWriter> begin_script(const Script& script, const SourceSet& sources,
                                                                   std::size_t expected_sections) const = 0;
  /// The whole text of a script that holds its sections.
  [[nodiscard]] std::string write(const Script& script, const SourceSet& sources) const;
  /// The statements that make a schema from nothing, as a script without guards or a version table.
  [[nodiscard]] virtual std::string write_schema(const std::vector<Step>& steps, const std::string& title) const = 0;
  /// Whether a table may be made before one that its foreign keys refer to.
  [[nodiscard]] virtual bool references_may_come_first() const { return false; }
  /// Whether ScriptSettings mean anything here.
  [[nodiscard]] virtual bool heeds_script_settings() const { return false; }
  /// What of the settings decides how a script is written, where that is not as usual: a part of the digest of its inputs.
  [[nodiscard]] virtual std::string settings_text() const { return {}; }
  /// What makes a script as a whole impossible here (a lossy downgrade that nobody accepted, where there are no variables).
  virtual void check_script(const Script& script, Diagnostics& diagnostics) const = 0;
};

/// Names of all dialects, in the order of the registry.
[[nodiscard]] std::vector<std::string_view> dialect_names();
/// Nothing, with `error` filled, when the name is unknown or the target is not one the dialect knows.
[[nodiscard]] std::unique_ptr<Dialect> make_dialect(std::string_view name, const DialectOptions& options, std::string& error);

}  // namespace galley
