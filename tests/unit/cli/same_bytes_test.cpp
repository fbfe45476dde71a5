// The same history gives the same bytes: from wherever it is compiled, in whatever language, from whichever files.
#include <algorithm>

#include "workplace.hpp"

using namespace galley::testing;

namespace {

/// The text of each revision of the example history, with the comments above it.
std::vector<std::string> example_revisions() {
  const std::filesystem::path folder = std::filesystem::path(source_folder()) / "migrations";
  std::vector<std::string> texts;
  for (const std::string& file : files_below(folder))
    if (file.ends_with(".mig")) texts.push_back(read_file(folder / file));
  return texts;
}

const std::vector<std::vector<std::string>> commands{
    {"upgrade", "-d", "postgresql", "--annotate", "none", "heads"},
    {"upgrade", "-d", "postgresql", "--annotate", "none", "--strategy", "online", "d9e83c5b7042:heads"},
    {"upgrade", "-d", "sqlite", "--annotate", "none", "heads"},
    {"downgrade", "-d", "postgresql", "--annotate", "none", "7d04e9b8c1f2:d9e83c5b7042"},
    {"downgrade", "-d", "sqlite", "--annotate", "none", "--accept-data-loss", "7d04e9b8c1f2:d9e83c5b7042"},
    {"stamp", "-d", "postgresql", "heads"},
    {"schema", "-d", "postgresql"},
    {"history"},
    {"graph", "--format", "svg", "d9e83c5b7042:"},
    {"graph", "--format", "mermaid"},
};

std::vector<std::string> outputs(const Workplace& work, const RunOptions& options = {}) {
  std::vector<std::string> all;
  for (const std::vector<std::string>& command : commands) all.push_back(work.must(command, options));
  return all;
}

}  // namespace

TEST_CASE("scripts, lists and pictures do not depend on folder, language, time zone, file names or grouping") {
  const std::vector<std::string> revisions = example_revisions();
  REQUIRE(revisions.size() > 10);
  const Workplace first;
  for (std::size_t i = 0; i < revisions.size(); ++i) first.write(fmt::format("migrations/{:02}.mig", i), revisions[i]);
  const std::vector<std::string> expected = outputs(first);

  SECTION("another language and time zone") {
    CHECK(outputs(first, {.environment = {{"LC_ALL", "tr_TR.UTF-8"}, {"LANG", "de_DE.UTF-8"}, {"TZ", "Asia/Kolkata"}}}) == expected);
  }
  SECTION("another folder, and names in the opposite order") {
    const Workplace other;
    for (std::size_t i = 0; i < revisions.size(); ++i) other.write(fmt::format("migrations/{:02}/x.mig", 99 - i), revisions[i]);
    CHECK(outputs(other) == expected);
  }
  SECTION("all in one file, in the opposite order") {
    std::string all;
    for (auto it = revisions.rbegin(); it != revisions.rend(); ++it) all += *it + "\n";
    const Workplace other;
    other.write("migrations/all.mig", all);
    CHECK(outputs(other) == expected);
  }
  SECTION("three in a file") {
    const Workplace other;
    for (std::size_t i = 0; i < revisions.size(); i += 3) {
      std::string some;
      for (std::size_t j = i; j < std::min(i + 3, revisions.size()); ++j) some += revisions[j];
      other.write(fmt::format("migrations/{}.mig", revisions.size() - i), some);
    }
    CHECK(outputs(other) == expected);
  }
  SECTION("seen from elsewhere") {
    for (std::size_t i = 0; i < commands.size(); ++i) {
      std::vector<std::string> command{executable(), "-C", first.folder.path()};
      command.insert(command.end(), commands[i].begin(), commands[i].end());
      CHECK(run(command, {.folder = "/"}).out == expected[i]);
    }
  }
}

TEST_CASE("lists of ten thousand revisions read their headers alone") {
  const Workplace work;
  // Bodies that do not parse would be found by whoever reads them.
  for (int i = 0; i < 10'000; ++i)
    work.write(fmt::format("migrations/{:05}.mig", i), fmt::format("revision r{:05}{};\nupgrade {{ create tabel t{}; }}\n", i,
                                                                   i == 0 ? "" : fmt::format(" revises r{:05}", i - 1), i));
  CHECK(work.must({"heads"}) == "r09999 (head)  (no message)\n");
  CHECK(work.must({"show", "head-1"}).starts_with("r09998  (no message)\n    revises    r09997\n"));
  const std::string history = work.must({"history"});
  CHECK(std::count(history.begin(), history.end(), '\n') == 10'000);
  CHECK(work.galley({"check", "-d", "sqlite"}).exit == 1);
}
