// The whole script for psql. Its length grows linearly with the number of statements and of places on the path.
#pragma once

#include <string>

#include "postgresql/script_text.hpp"

namespace galley::postgresql {

[[nodiscard]] std::string script_text(const ScriptContext& context);

}  // namespace galley::postgresql
