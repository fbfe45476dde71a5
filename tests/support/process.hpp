// Runs another program with its input, output and a time limit, and gives back all it said.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace galley::testing {

struct RunOptions {
  std::string input = {};
  std::string folder = {};  // to start in; empty: the present one
  std::string user = {};    // to run as, where the tests run as root; empty: as whoever runs the tests
  std::vector<std::pair<std::string, std::string>> environment = {};  // on top of ours, which is passed on without PG*
  std::chrono::milliseconds timeout{60'000};
};

struct RunResult {
  int exit = -1;  // 128 + n after signal n, 127 when the program could not be started
  std::string out;
  std::string err;
  bool timed_out = false;
};

/// `arguments[0]` is the program, looked up in PATH. Aborts the test when no process can be made.
[[nodiscard]] RunResult run(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// A program that goes on until it is stopped. It dies with the test, whatever happens to the test.
class BackgroundProcess {
 public:
  /// Both outputs go to `log`.
  BackgroundProcess(const std::vector<std::string>& arguments, const RunOptions& options, const std::string& log);
  BackgroundProcess(const BackgroundProcess&) = delete;
  BackgroundProcess& operator=(const BackgroundProcess&) = delete;
  ~BackgroundProcess();

  [[nodiscard]] bool is_running();

 private:
  int pid_ = -1;
};

/// Whether a user of this name exists here.
[[nodiscard]] bool user_exists(const std::string& name);
[[nodiscard]] bool running_as_root();

}  // namespace galley::testing
