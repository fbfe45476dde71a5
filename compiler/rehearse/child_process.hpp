// Another program: run to its end, or kept running until this object is gone.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace galley {

using Environment = std::vector<std::pair<std::string, std::string>>;  // on top of ours, without what begins with PG

/// `arguments[0]` is the program, looked up in PATH. Its standard input is empty; `on_line` sees its standard output line by line, the
/// standard error goes to the file `errors`. The exit code; 128 + n after signal n, 127 where it could not be started.
[[nodiscard]] int run_program(const std::vector<std::string>& arguments, const Environment& environment, const std::string& errors,
                              const std::function<void(std::string_view line)>& on_line);

/// It is stopped with this object, and dies with this process whatever ends it.
class BackgroundProgram {
 public:
  /// Both outputs go to the file `log`.
  BackgroundProgram(const std::vector<std::string>& arguments, const std::string& log);
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;
  ~BackgroundProgram();
  [[nodiscard]] bool is_running();

 private:
  pid_t process_;
};

}  // namespace galley
