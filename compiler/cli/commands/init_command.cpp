// galley init: a folder ready to compile.
#include <CLI/CLI.hpp>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/new_project.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::string folder = ".";
  std::string dialect;
  NewRevision revision;
};

/// A project that is there stays as it is.
std::optional<std::string> find_project(const fs::path& folder) {
  std::error_code code;
  if (fs::exists(folder / "galley.toml", code)) return "galley.toml";
  if (fs::exists(folder / "migrations", code) && !fs::is_empty(folder / "migrations", code)) return "migrations";
  return std::nullopt;
}

ExitCode init(Session& session, const InitOptions& options) {
  if (const ExitCode code = session.enter_folder(); code != ExitCode::done) return code;
  const fs::path folder(options.folder);
  if (const auto present = find_project(folder))
    return session.fail(ExitCode::wrong_usage, fmt::format("there is a project already: \"{}\"\nTry: galley revision -m MESSAGE",
                                                           (folder / *present).lexically_normal().generic_string()));
  NewRevision revision = options.revision;
  std::string error;
  if (!complete(revision, error)) return session.fail(ExitCode::wrong_usage, error);
  std::error_code code;
  fs::create_directories(folder / "migrations", code);
  if (code)
    return session.fail(ExitCode::input_output_failed,
                        fmt::format("cannot make \"{}\": {}", (folder / "migrations").generic_string(), code.message()));
  const std::string configuration = (folder / "galley.toml").lexically_normal().generic_string();
  const std::string migration = (folder / "migrations" / file_name_of(revision)).lexically_normal().generic_string();
  if (const ExitCode written = session.write_output(migration, first_revision_text(revision)); written != ExitCode::done) return written;
  if (const ExitCode written = session.write_output(configuration, configuration_text(options.dialect)); written != ExitCode::done)
    return written;
  return session.write_output("", fmt::format("{}\n{}\n", configuration, migration));
}

}  // namespace

void add_init_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("init", "Make a project: a galley.toml with every setting, and a first revision");
  auto options = std::make_shared<InitOptions>();
  options->revision.message = "first";
  std::vector<std::string> names;
  for (const std::string_view name : dialect_names()) names.emplace_back(name);
  command->add_option("DIR", options->folder, "The folder (default: the present one); it is made where it is missing")->type_name("");
  command->add_option("-d,--dialect", options->dialect, fmt::format("The only database: {} (default: both)", fmt::join(names, " or ")))
      ->type_name("NAME")
      ->check(CLI::IsMember(names));
  command->add_option("-m,--message", options->revision.message, "What the first revision does (default: first)")->type_name("TEXT");
  command->add_option("--rev-id", options->revision.id, "Its id (default: 12 random hexadecimal digits)")->type_name("ID");
  command->add_option("--date", options->revision.created, "Its date (default: now)")->type_name("DATE");
  command->footer("A project that is there already stays as it is.\n\nExamples:\n  galley init\n  galley init shop -d postgresql\n");
  command->callback([&session, options] { session.command = [&session, options] { return init(session, *options); }; });
}

}  // namespace galley
