// The commands. Each adds itself to the application and, when called, leaves its work in Session::command.
#pragma once

#include "cli/session.hpp"

namespace CLI {
class App;
}

namespace galley {

void add_script_commands(CLI::App& app, Session& session);    // upgrade, downgrade, stamp
void add_history_commands(CLI::App& app, Session& session);   // heads, branches, history, show
void add_revision_commands(CLI::App& app, Session& session);  // revision, merge
void add_init_command(CLI::App& app, Session& session);
void add_current_command(CLI::App& app, Session& session);
void add_graph_command(CLI::App& app, Session& session);
void add_schema_commands(CLI::App& app, Session& session);  // schema, diff
void add_hash_command(CLI::App& app, Session& session);
void add_check_command(CLI::App& app, Session& session);
void add_rehearse_command(CLI::App& app, Session& session);
void add_fmt_command(CLI::App& app, Session& session);
void add_completion_commands(CLI::App& app, Session& session);  // completion, man
void add_explain_command(CLI::App& app, Session& session);

/// The whole command line; never throws.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace galley
