// The commands. Each adds itself to the application and, when called, leaves its work in Session::command.
#pragma once

#include "cli/session.hpp"

namespace CLI {
class App;
}

namespace galley {

void add_script_commands(CLI::App& app, Session& session);   // upgrade, downgrade
void add_history_commands(CLI::App& app, Session& session);  // heads, history
void add_schema_commands(CLI::App& app, Session& session);   // schema, diff
void add_check_command(CLI::App& app, Session& session);
void add_fmt_command(CLI::App& app, Session& session);
void add_explain_command(CLI::App& app, Session& session);

/// The whole command line; never throws.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace galley
