// Where the script goes, and what happens when it cannot go there.
#include <fmt/format.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

const std::vector<std::string> compile_diamond{"upgrade", "-d", "postgresql", "heads"};

std::vector<std::string> compile_into(const fs::path& file) {
  std::vector<std::string> arguments = compile_diamond;
  arguments.insert(arguments.end(), {"-o", file});
  return arguments;
}

/// The project and the executable in a place that nobody may read.
struct OpenProject {
  TemporaryFolder folder{"open"};
  OpenProject() {
    write_migration(folder.path(), "revision a; upgrade { create table t (a int); }\n");
    fs::permissions(folder.path(), fs::perms::all);
    fs::copy_file(executable(), folder / "galley");
  }
  [[nodiscard]] RunResult run_as_nobody(std::vector<std::string> arguments) const {
    const std::vector<std::string> start{folder / "galley", "-C", folder.path()};
    arguments.insert(arguments.begin(), start.begin(), start.end());
    return run(arguments, {.user = "nobody"});
  }
};

void check_io_error(const RunResult& result) {
  CHECK(result.exit == 4);
  CHECK(result.out.empty());
  CHECK_THAT(result.err, Catch::StartsWith("galley: "));
}

}  // namespace

TEST_CASE("the file after -o holds exactly what standard output would") {
  TemporaryFolder folder("out");
  const RunResult to_file = galley(apply_case("diamond"), compile_into(folder / "up.sql"));
  CHECK(to_file.exit == 0);
  CHECK(to_file.out.empty());
  CHECK(read_file(folder / "up.sql") == galley(apply_case("diamond"), compile_diamond).out);
  CHECK(files_below(folder.path()) == std::vector<std::string>{"up.sql"});
}

TEST_CASE("errors in the migrations leave an older output file as it was") {
  TemporaryFolder folder("out");
  write_migration(folder.path(), "revision a; upgrade { drop table nowhere; }\n");
  write_file(folder / "up.sql", "the old one\n");
  const RunResult result = galley(folder.path(), compile_into(folder / "up.sql"));
  CHECK(result.exit == 1);
  CHECK(result.out.empty());
  CHECK(read_file(folder / "up.sql") == "the old one\n");
  CHECK(files_below(folder.path()) == std::vector<std::string>{"migrations/a.mig", "up.sql"});
}

TEST_CASE("a path that is a folder, or lies in none, is an output error") {
  TemporaryFolder folder("out");
  fs::create_directory(folder / "taken");
  check_io_error(galley(apply_case("diamond"), compile_into(folder / "taken")));
  check_io_error(galley(apply_case("diamond"), compile_into(folder / "missing/up.sql")));
  CHECK(files_below(folder.path()).empty());
}

TEST_CASE("a folder that may not be written to is an output error") {
  const OpenProject project;
  fs::create_directory(project.folder / "closed");
  fs::permissions(project.folder / "closed",
                  fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
  check_io_error(project.run_as_nobody({"upgrade", "-d", "postgresql", "heads", "-o", "closed/up.sql"}));
  CHECK(files_below(project.folder / "closed").empty());
}

TEST_CASE("a full disk is an output error, on standard output and in a file") {
  if (!fs::exists("/dev/full")) return;
  check_io_error(galley(apply_case("diamond"), compile_into("/dev/full")));
  const RunResult redirected =
      run({"sh", "-c", R"("$0" -C "$1" upgrade -d postgresql heads > /dev/full)", executable(), apply_case("diamond")});
  CHECK(redirected.exit == 4);
  CHECK_THAT(redirected.err, Catch::StartsWith("galley: "));
}

TEST_CASE("a limit on the size of files leaves no part of one behind") {
  TemporaryFolder folder("out");
  const RunResult result = run({"bash", "-c", R"(trap '' XFSZ; ulimit -f 1; exec "$0" -C "$1" upgrade -d postgresql heads -o "$2")",
                                executable(), apply_case("diamond"), folder / "up.sql"});
  check_io_error(result);
  CHECK(files_below(folder.path()).empty());
}

TEST_CASE("a folder of migrations that may not be read is an input error") {
  const OpenProject project;
  fs::permissions(project.folder / "migrations", fs::perms::none);
  check_io_error(project.run_as_nobody({"check"}));
  fs::permissions(project.folder / "migrations", fs::perms::all);
  fs::permissions(project.folder / "migrations/a.mig", fs::perms::none);
  check_io_error(project.run_as_nobody({"check"}));
}

TEST_CASE("what is no SQL never reaches standard output") {
  TemporaryFolder folder("out");
  write_migration(folder.path(), "revision a; upgrade { create table t (a int) }\n");
  for (const char* dialect : {"postgresql", "sqlite"}) {
    const RunResult result = galley(folder.path(), {"upgrade", "-d", dialect, "heads"});
    CHECK(result.exit == 1);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Catch::Contains("a.mig:1:"));
  }
}

}  // namespace galley::testing
