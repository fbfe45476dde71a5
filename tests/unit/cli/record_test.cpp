// galley.sum: what changes it, what it finds, and how it merges.
#include "support/text.hpp"
#include "workplace.hpp"

using namespace galley::testing;

namespace {

constexpr const char* first = "revision a;\nupgrade { create table t (id int primary key); }\n";
constexpr const char* second = "revision b revises a;\nupgrade { create table u (id int primary key); }\n";
constexpr const char* third = "revision c revises b;\nupgrade { create table v (id int primary key); }\n";

void record(const Workplace& work) {
  work.write("migrations/a.mig", first);
  work.write("migrations/b.mig", second);
  work.write("migrations/c.mig", third);
  CHECK(work.must({"hash"}) == "new      a\nnew      b\nnew      c\n");
}

std::string sum_of(const Workplace& work) { return read_file(work.folder / "galley.sum"); }

}  // namespace

TEST_CASE("the record has a sorted line a revision, and recording twice changes nothing") {
  const Workplace work;
  record(work);
  const std::string sum = sum_of(work);
  const std::vector<std::string_view> lines = lines_of(sum);
  REQUIRE(lines.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(lines[i].substr(0, 5) == std::string(1, "abc"[i]) + " g1:");
    CHECK(lines[i].size() == 5 + 64);
  }
  CHECK(work.must({"hash"}).empty());
  CHECK(work.must({"hash", "--check"}).empty());
  CHECK(sum_of(work) == sum);
}

TEST_CASE("layout, comments, file names and grouping do not change the record") {
  const Workplace work;
  record(work);
  std::filesystem::remove(work.folder / "migrations/b.mig");
  std::filesystem::remove(work.folder / "migrations/c.mig");
  work.write("migrations/a.mig", "-- a comment\n" + std::string(first));
  work.write("migrations/z/more.mig",
             std::string(third) + "REVISION b /* the second */ revises a; upgrade { create TABLE u (\n  id int primary key); }\n");
  CHECK(work.must({"hash", "--check"}).empty());
  work.must({"check"});
}

TEST_CASE("an edit below is one mistake at its place, whatever is built on it") {
  const Workplace work;
  record(work);
  work.write("migrations/a.mig", "revision a;\nupgrade { create table t (id bigint primary key); }\n");
  for (const std::vector<std::string>& command : {std::vector<std::string>{"check"},
                                                  {"upgrade", "-d", "sqlite", "heads"},
                                                  {"upgrade", "-d", "sqlite", "b:heads"},
                                                  {"schema", "-d", "sqlite"}}) {
    const galley::testing::RunResult result = work.galley(command);
    INFO(command.front() << "\n" << result.err);
    CHECK(result.exit == 1);
    CHECK_THAT(result.err, Catch::Contains("error[E0350]: revision \"a\" is not what galley.sum has recorded") &&
                               Catch::Contains("migrations/a.mig:1:10") && Catch::Contains("galley.sum:1") && Catch::Contains("1 error"));
  }
  const RunResult listed = work.galley({"hash", "--check"});
  CHECK(listed.exit == 3);
  CHECK(listed.out == "changed  a\nfollows  b\nfollows  c\n");
  CHECK(work.must({"hash"}) == listed.out);
  work.must({"check"});
}

TEST_CASE("an edit with its own line renewed is found at what is built on it") {
  const Workplace work;
  record(work);
  const std::string before = sum_of(work);
  work.write("migrations/a.mig", "revision a;\nupgrade { create table t (id bigint primary key); }\n");
  work.must({"hash"});
  const std::string after = sum_of(work);
  // a's line is the new one, those of b and c the old ones.
  work.write("galley.sum", after.substr(0, after.find('\n') + 1) + before.substr(before.find('\n') + 1));
  CHECK_THAT(work.refused({"check"}), Catch::Contains("E0350") && Catch::Contains("revision \"b\""));
}

TEST_CASE("inserted and missing revisions are errors, a new one on top is a warning of check") {
  const Workplace work;
  record(work);
  work.write("migrations/x.mig", "revision x revises a;\nupgrade { }\n");
  CHECK_THAT(work.galley({"check"}).err, Catch::Contains("warning[W0350]: revision \"x\" is not recorded in galley.sum"));
  CHECK(work.galley({"upgrade", "-d", "sqlite", "heads"}).err.empty());
  work.write("migrations/b.mig", "revision b revises x;\nupgrade { create table u (id int primary key); }\n");
  CHECK_THAT(work.refused({"check"}),
             Catch::Contains("error[E0351]: revision \"x\" was put below others") && Catch::Contains("[E0350]: revision \"b\""));
  work.write("migrations/x.mig", second);
  std::filesystem::remove(work.folder / "migrations/b.mig");
  std::filesystem::remove(work.folder / "migrations/c.mig");
  CHECK_THAT(work.refused({"check"}), Catch::Contains("error[E0352]: revision \"c\", which galley.sum has recorded, is gone"));
}

TEST_CASE("lists of headers do not need the record, scripts and checks refuse a broken one") {
  const Workplace work;
  record(work);
  work.write("migrations/a.mig", "revision a;\nupgrade { create table t (id bigint primary key); }\n");
  CHECK(work.must({"heads"}) == "c (head)  (no message)\n");
  work.write("galley.sum", sum_of(work) + "<<<<<<< ours\nb g1:00\n");
  CHECK_THAT(work.refused({"check"}), Catch::Contains("error[E0353]") && Catch::Contains("galley.sum:4:1") && Catch::Contains("1 error"));
  work.must({"hash"});
  work.must({"check"});
}

TEST_CASE("records of parallel branches merge line by line") {
  const Workplace work;
  record(work);
  const std::string base = sum_of(work);
  work.write("migrations/b2.mig", "revision aa revises a;\nupgrade { create table x (id int primary key); }\n");
  work.must({"hash"});
  const std::string ours = sum_of(work);
  std::filesystem::rename(work.folder / "migrations/b2.mig", work.folder / "ours");
  work.write("migrations/c2.mig", "revision bb revises c;\nupgrade { create table y (id int primary key); }\n");
  work.must({"hash"});
  const std::string theirs = sum_of(work);
  std::filesystem::rename(work.folder / "ours", work.folder / "migrations/b2.mig");
  work.write("base", base);
  work.write("ours", ours);
  work.write("theirs", theirs);
  // The default way of git, and the one that keeps both sides of what stands at one place.
  for (const bool is_union : {false, true}) {
    std::vector<std::string> merge{"git", "merge-file", "-p", "ours", "base", "theirs"};
    if (is_union) merge.insert(merge.begin() + 2, "--union");
    const RunResult merged = run(merge, {.folder = work.folder.path()});
    if (merged.exit == 127) {
      WARN("skipped: no git");
      return;
    }
    CHECK(merged.exit == 0);
    work.write("galley.sum", merged.out);
    CHECK(work.must({"hash", "--check"}).empty());
    work.must({"check"});
  }
}
