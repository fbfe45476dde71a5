// What the process says at its end; docs/cli.md lists them for the user.
#pragma once

namespace galley {

enum class ExitCode {
  done = 0,
  migration_errors = 1,
  wrong_usage = 2,
  findings = 3,
  input_output_failed = 4,
};

}  // namespace galley
