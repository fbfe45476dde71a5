// galley schema, galley diff: the schema as DDL, and what changed in it.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/dialect_options.hpp"
#include "driver/schema.hpp"

namespace galley {
namespace {

struct SchemaOptions {
  std::string revision = "heads";
  std::string other;
  DialectChoice choice;
  std::string output;
};

template <class Write>
ExitCode with_dialect(Session& session, const SchemaOptions& options, const Write& write) {
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  const std::unique_ptr<Dialect> dialect = session.choose_dialect(options.choice.dialect, options.choice.target);
  if (!dialect) return ExitCode::wrong_usage;
  const std::optional<std::string> text = write(*dialect);
  if (const ExitCode code = session.print_diagnostics(); !text) return code;
  return session.write_output(options.output, *text);
}

ExitCode print_schema(Session& session, const SchemaOptions& options) {
  return with_dialect(session, options, [&](const Dialect& dialect) {
    return schema_text(session.project(), dialect, session.compile_options(), options.revision, session.diagnostics());
  });
}

ExitCode print_difference(Session& session, const SchemaOptions& options) {
  return with_dialect(session, options, [&](const Dialect& dialect) {
    return schema_difference(session.project(), dialect, session.compile_options(), options.revision, options.other, session.diagnostics());
  });
}

constexpr const char* selectors = "a revision id or the start of one, head, heads, base, or several with commas";

}  // namespace

void add_schema_commands(CLI::App& app, Session& session) {
  CLI::App* schema =
      app.add_subcommand("schema", "Print the whole schema at a revision as DDL, in an order that an empty database accepts");
  auto of_schema = std::make_shared<SchemaOptions>();
  schema->add_option("REVISION", of_schema->revision, fmt::format("{} (left out: heads)", selectors))->type_name("");
  add_dialect_options(*schema, of_schema->choice);
  schema->add_option("-o,--output", of_schema->output, "Write to this file, whole or not at all (default: standard output)")
      ->type_name("FILE");
  schema->footer("Examples:\n  galley schema -d postgresql heads\n  galley schema -d sqlite 1975ea83b712 | sqlite3 new.db\n");
  schema->callback([&session, of_schema] { session.command = [&session, of_schema] { return print_schema(session, *of_schema); }; });

  CLI::App* diff = app.add_subcommand("diff", "Print what changed in the schema between two revisions");
  auto of_diff = std::make_shared<SchemaOptions>();
  diff->add_option("FROM", of_diff->revision, selectors)->type_name("")->required();
  diff->add_option("TO", of_diff->other, selectors)->type_name("")->required();
  add_dialect_options(*diff, of_diff->choice);
  diff->footer(
      "Every object that differs is shown whole, its lines marked - and +. Nothing is printed when nothing differs.\n"
      "\nExamples:\n  galley diff -d postgresql 1975ea83b712 heads\n");
  diff->callback([&session, of_diff] { session.command = [&session, of_diff] { return print_difference(session, *of_diff); }; });
}

}  // namespace galley
