// What stands before the first section: who may run this, where, and from which revision. Nothing of the user's schema has
// been touched when it stops.
#pragma once

#include <string>

#include "postgresql/script_facts.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// The session's settings, after psql's variables where psql runs the script.
[[nodiscard]] std::string session_settings(const ScriptContext& context);
/// Whether the script asks for -v accept_data_loss=yes.
[[nodiscard]] bool asks_for_acceptance(const Script& script);
/// GAL-P10, or nothing.
[[nodiscard]] std::string data_loss_guard(const ScriptContext& context);
/// GAL-P00 to P09 and N02 in one block; makes the version table and the ledger where they are missing.
struct PreflightBlock {
  std::string before;  // statements of their own
  std::string declarations;
  std::string body;
};
[[nodiscard]] PreflightBlock preflight_block(const ScriptContext& context, const ScriptFacts& facts);
[[nodiscard]] std::string preflight(const ScriptContext& context, const ScriptFacts& facts);

}  // namespace galley::postgresql
