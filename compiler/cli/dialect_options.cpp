#include "cli/dialect_options.hpp"

#include <tuple>

#include "driver/sound_part.hpp"
#include "galley/dialect.hpp"

namespace galley {

void add_dialect_options(CLI::App& command, DialectChoice& choice) {
  std::vector<std::string> names;
  for (const std::string_view name : dialect_names()) names.emplace_back(name);
  command.add_option("-d,--dialect", choice.dialect, fmt::format("Database to compile for: {}", fmt::join(names, " or ")))
      ->type_name("NAME")
      ->check(CLI::IsMember(names));
  command.add_option("--target", choice.target, "Oldest version the script has to run on: 15, postgresql:15, sqlite:3.40")
      ->type_name("VERSION");
}

void check_the_rest_when_broken(Session& session, const DialectChoice& choice, Direction direction, const std::string& range) {
  session.when_broken = [&session, choice, direction, range] {
    CompileOptions options = session.compile_options();
    options.direction = direction;
    options.range = range;
    for (const auto& dialect : session.choose_dialects(choice.dialect, choice.target))
      std::ignore = check_what_parses(session.project(), *dialect, options, session.diagnostics());
  };
}

}  // namespace galley
