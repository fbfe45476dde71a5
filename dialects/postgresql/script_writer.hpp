// The whole script for psql. Its length grows linearly with the number of statements and of places on the path.
#pragma once

#include <cstddef>
#include <memory>

#include "galley/dialect.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {

[[nodiscard]] std::unique_ptr<ScriptWriter> begin_script(ScriptContext context, std::size_t expected_sections);

}  // namespace galley::postgresql
