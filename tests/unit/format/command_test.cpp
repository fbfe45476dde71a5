// galley fmt on files and streams: what a case folder cannot show.
#include <catch2/catch.hpp>

#include <filesystem>

#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/process.hpp"

using namespace galley::testing;
namespace fs = std::filesystem;

namespace {

const std::string ugly = "REVISION a; upgrade { }";
const std::string canonical = "revision a;\n\nupgrade { }\n";

}  // namespace

TEST_CASE("fmt - reads standard input and writes standard output") {
  const RunResult result = run({executable(), "fmt", "-"}, {.input = ugly});
  CHECK(result.exit == 0);
  CHECK(result.out == canonical);
  CHECK(result.err.empty());
}

TEST_CASE("fmt --check - says with its exit code whether standard input is canonical") {
  const auto [text, exit] = GENERATE_COPY(table<std::string, int>({{ugly, 3}, {canonical, 0}, {"revision a; upgrade {", 1}}));
  const RunResult result = run({executable(), "fmt", "--check", "-"}, {.input = text});
  CHECK(result.exit == exit);
  CHECK(result.out.empty());
}

TEST_CASE("standard input goes alone") { CHECK(run({executable(), "fmt", "-", "a.mig"}, {.input = ugly}).exit == 2); }

TEST_CASE("a file that is as it should be is not touched") {
  const TemporaryFolder folder;
  write_file(folder / "a.mig", canonical);
  const auto long_ago = fs::last_write_time(folder / "a.mig") - std::chrono::hours(24);
  fs::last_write_time(folder / "a.mig", long_ago);
  CHECK(run({executable(), "fmt", "a.mig"}, {.folder = folder.path()}).exit == 0);
  CHECK(fs::last_write_time(folder / "a.mig") == long_ago);
}

TEST_CASE("a link stays a link, and the mode of a file its mode") {
  const TemporaryFolder folder;
  write_file(folder / "a.mig", ugly);
  fs::permissions(folder / "a.mig", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a.mig", folder / "link.mig");
  const RunResult result = run({executable(), "fmt", "link.mig"}, {.folder = folder.path()});
  CHECK(result.out == "link.mig\n");
  CHECK(fs::is_symlink(folder / "link.mig"));
  CHECK(read_file(folder / "a.mig") == canonical);
  CHECK(fs::status(folder / "a.mig").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}
