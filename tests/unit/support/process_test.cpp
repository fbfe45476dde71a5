#include <catch2/catch.hpp>
#include <thread>

#include "support/files.hpp"
#include "support/process.hpp"

namespace galley::testing {

TEST_CASE("both outputs and the exit code of a program are kept apart") {
  const RunResult result = run({"sh", "-c", "echo out; echo err >&2; exit 7"});
  CHECK(result.out == "out\n");
  CHECK(result.err == "err\n");
  CHECK(result.exit == 7);
}

TEST_CASE("input larger than a pipe comes back whole") {
  const std::string text(1'000'000, 'x');
  const RunResult result = run({"cat"}, {.input = text});
  CHECK(result.out == text);
}

TEST_CASE("a program that reads nothing of a large input does not end the test") {
  CHECK(run({"true"}, {.input = std::string(1'000'000, 'x')}).exit == 0);
}

TEST_CASE("a program that takes too long is stopped with its children") {
  const RunResult result = run({"sh", "-c", "sleep 60 & wait"}, {.timeout = std::chrono::milliseconds(100)});
  CHECK(result.timed_out);
  CHECK(result.exit == 128 + 9);
}

TEST_CASE("a program that does not exist is told from one that fails") { CHECK(run({"/nowhere/at/all"}).exit == 127); }

TEST_CASE("settings for PostgreSQL clients do not pass") {
  setenv("PGOPTIONS", "-c lock_timeout=1", 1);
  const RunResult result = run({"sh", "-c", "echo $PGOPTIONS $OWN"}, {.environment = {{"OWN", "kept"}}});
  unsetenv("PGOPTIONS");
  CHECK(result.out == "kept\n");
}

TEST_CASE("a background program dies with its owner") {
  TemporaryFolder folder;
  {
    BackgroundProcess process({"sh", "-c", "echo $$; exec sleep 60"}, {}, folder / "log");
    while (read_file(folder / "log").empty()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(process.is_running());
  }
  const std::string pid = read_file(folder / "log");
  CHECK(run({"kill", "-0", pid.substr(0, pid.size() - 1)}).exit != 0);
}

TEST_CASE("a temporary folder goes with its owner and is short enough for a socket") {
  std::filesystem::path path;
  {
    TemporaryFolder folder("pg");
    path = folder.path();
    write_file(folder / "a/b", "x");
    CHECK(files_below(path) == std::vector<std::string>{"a/b"});
    CHECK(path.string().size() < 80);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("what a killed test left behind is removed") {
  const std::filesystem::path left = "/tmp/galley-pg-99999999-abcdef";  // beyond the largest process id
  write_file(left / "data", "x");
  CHECK(run({"/proc/self/exe", "a temporary folder goes with its owner and is short enough for a socket"}).exit == 0);
  CHECK_FALSE(std::filesystem::exists(left));
}

}  // namespace galley::testing
