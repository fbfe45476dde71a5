// The comment at the top: what the script is, how to run it, what it blocks and what it loses.
#pragma once

#include <string>

#include "postgresql/script_facts.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

[[nodiscard]] std::string header(const ScriptContext& context, const ScriptFacts& facts);

}  // namespace galley::postgresql
