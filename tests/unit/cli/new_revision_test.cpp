// Files of new revisions and projects: names, texts, and what happens to a history that would not make sense with them.
#include "cli/new_revision.hpp"

#include <catch2/catch.hpp>

#include "cli/new_project.hpp"
#include "support/fake_project.hpp"
#include "support/text.hpp"
#include "workplace.hpp"

using namespace galley;
using namespace galley::testing;

TEST_CASE("a slug holds the words of a message and nothing that a file name could stumble over") {
  CHECK(slug_of("create accounts") == "create_accounts");
  CHECK(slug_of("  Add: things & MORE, really! ") == "add_things_more_really");
  CHECK(slug_of("../../etc/passwd") == "etc_passwd");
  CHECK(slug_of("\xC3\xA4\xC3\xB6") == "");
  CHECK(slug_of("r\xC3\xA9sum\xC3\xA9 2") == "r_sum_2");
  CHECK(slug_of("a word that goes on and on until nobody reads it any more") == "a_word_that_goes_on_and_on_until_nobody");
  CHECK(slug_of(std::string(60, 'x')) == std::string(40, 'x'));
}

TEST_CASE("a file is named by date, id and message") {
  CHECK(file_name_of({.id = "1975ea83b712", .created = "2026-01-15T10:30:00Z", .message = "create accounts"}) ==
        "20260115_1975ea83b712_create_accounts.mig");
  CHECK(file_name_of({.id = "a/b", .created = "2026-01-15", .message = ""}) == "20260115_a_b.mig");
}

TEST_CASE("id and date are made where they are not given, and a wrong date is refused") {
  NewRevision first;
  NewRevision second;
  std::string error;
  REQUIRE(complete(first, error));
  REQUIRE(complete(second, error));
  CHECK(first.id.size() == 12);
  CHECK(first.id.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(first.id != second.id);
  CHECK(first.created.size() == std::string_view("2026-01-15T10:30:00Z").size());
  for (const char* date : {"yesterday", "2026-1-15", "2026-01-15 10:30", "20260115"}) {
    NewRevision wrong{.created = date};
    CHECK_FALSE(complete(wrong, error));
  }
}

TEST_CASE("a text with quotes and words of the language parses to what was asked for") {
  const NewRevision revision{.id = "2026-01.x",
                             .created = "2026-01-15",
                             .message = "it's \"done\" -- or not",
                             .parents = {"revises", "1975ea83b712"},
                             .dependencies = {"e5"},
                             .labels = {"upgrade"},
                             .author = "d'Artagnan",
                             .ticket = "CHG-1"};
  const auto fake = make_project({{"a.mig", "revision revises; upgrade { } revision 1975ea83b712; upgrade { } revision e5; upgrade { }"},
                                  {"b.mig", text_of(revision)}});
  INFO(text_of(revision) << fake->rendered());
  REQUIRE(fake->project.graph);
  const ast::RevisionHeader& header = fake->project.files[1].revisions[0].header;
  CHECK(header.id.text == revision.id);
  CHECK(header.message->value == revision.message);
  CHECK(header.parents[0].text == "revises");
  CHECK(header.dependencies[0].text == "e5");
  CHECK(header.labels[0].text == "upgrade");
  CHECK(header.author->value == revision.author);
}

TEST_CASE("a new project compiles for both databases, and every setting that it shows is one") {
  const Workplace project;
  const std::string written = project.must({"init", "--rev-id", "1975ea83b712", "--date", "2026-01-15"});
  CHECK(written == "galley.toml\nmigrations/20260115_1975ea83b712_first.mig\n");
  CHECK(project.must({"fmt", "--check"}).empty());
  project.must({"check"});
  project.must({"upgrade", "-d", "postgresql", "heads"});
  project.must({"upgrade", "-d", "sqlite", "heads"});
  project.must({"downgrade", "-d", "postgresql", "base"});

  std::string all;
  const std::string configuration = read_file(project.folder / "galley.toml");
  for (std::string_view line : lines_of(configuration)) {
    if (line.starts_with("# ") && line.find(" = ") != std::string_view::npos) line.remove_prefix(2);
    all.append(line).append("\n");
  }
  write_file(project.folder / "galley.toml", all);
  CHECK(all.find("\nlock_timeout = ") != std::string::npos);
  project.must({"check"});
}

TEST_CASE("a project that is there stays as it is") {
  const Workplace project;
  project.must({"init", "shop", "-d", "sqlite"});
  project.must({"-C", "shop", "upgrade", "heads"});
  CHECK_THAT(project.refused({"init", "shop"}), Catch::Contains("there is a project already: \"shop/galley.toml\""));
  std::filesystem::remove(project.folder / "shop/galley.toml");
  CHECK_THAT(project.refused({"init", "shop"}), Catch::Contains("there is a project already: \"shop/migrations\""));
}

TEST_CASE("revisions are added on the head, on base, on an inner revision, and merged") {
  const Workplace project;
  const auto add = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"revision", "--date", "2026-01-15"});
    return project.must(arguments);
  };
  CHECK(add({"--rev-id", "a1"}) == "migrations/20260115_a1.mig\n");
  add({"--rev-id", "a2", "-m", "second"});
  add({"--rev-id", "b1", "--head", "a1", "--splice", "--branch-label", "billing"});
  add({"--rev-id", "c1", "--head", "base", "--depends-on", "billing@head,a2", "--version-path", "migrations/reports"});
  add({"--rev-id", "b2", "--head", "billing@head"});
  CHECK(project.must({"merge", "--rev-id", "m", "--date", "2026-01-15", "a2", "b2"}) == "migrations/20260115_m_merge_a2_b2.mig\n");
  CHECK(project.must({"history"}) ==
        "a2, b2 -> m (head) (merge)  merge a2, b2\n"
        "base -> c1 (head) (base)  (no message)\n"
        "b1 -> b2  (no message)\n"
        "a1 -> b1 (billing)  (no message)\n"
        "a1 -> a2  second\n"
        "base -> a1 (base) (branch point)  (no message)\n");
  CHECK_THAT(project.must({"show", "c1"}), Catch::Contains("depends on b1, a2") && Catch::Contains("migrations/reports/20260115_c1.mig:1"));
  CHECK(project.must({"fmt", "--check"}).empty());
  project.must({"check"});
}

TEST_CASE("a revision that would spoil the history is not written, and the message says what to type") {
  const Workplace project;
  const auto add = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"revision", "--date", "2026-01-15"});
    return arguments;
  };
  project.must(add({"--rev-id", "a1"}));
  CHECK_THAT(project.refused({"merge"}), Catch::Contains("a merge needs two revisions or more"));
  project.must(add({"--rev-id", "a2"}));
  project.must(add({"--rev-id", "b1", "--head", "base", "--branch-label", "billing"}));
  CHECK_THAT(project.refused(add({})), Catch::Contains("a2, b1") && Catch::Contains("--head a2"));
  CHECK_THAT(project.refused(add({"--head", "heads"})), Catch::Contains("galley merge"));
  CHECK_THAT(project.refused(add({"--head", "a1"})),
             Catch::Contains("\"a1\" is no head: a2 already builds on it") && Catch::Contains("--splice"));
  CHECK_THAT(project.refused({"revision", "--head", "a2", "--rev-id", "a1", "--date", "2026-02-01"}), Catch::Contains("E0301"));
  CHECK_THAT(project.refused(add({"--head", "a2", "--rev-id", "a1"})), Catch::Contains("exists already"));
  CHECK_THAT(project.refused(add({"--head", "a2", "--rev-id", "head"})), Catch::Contains("E0312"));
  CHECK_THAT(project.refused(add({"--head", "a2", "--rev-id", "a@b"})), Catch::Contains("E0311"));
  CHECK_THAT(project.refused(add({"--head", "a2", "--branch-label", "billing"})), Catch::Contains("E0310"));
  CHECK_THAT(project.refused(add({"--head", "a2", "--depends-on", "zz"})), Catch::Contains("E0321"));
  CHECK_THAT(project.refused({"revision", "--head", "a2", "--date", "today"}), Catch::Contains("is no date"));
  CHECK_THAT(project.refused({"merge", "a1", "b1"}), Catch::Contains("\"a1\" is no head") && Catch::Contains("galley merge a2 b1"));
  write_file(project.folder / "galley.toml", "[project]\nversion_table = \"alembic_version\"\n");
  CHECK_THAT(project.refused(add({"--head", "a2", "--rev-id", std::string(33, 'x')})), Catch::Contains("E0314"));
  project.must(add({"--head", "a2", "--rev-id", std::string(32, 'x')}));
}

TEST_CASE("a merge lists what both branches have changed") {
  const Workplace project;
  std::filesystem::create_directory(project.folder / "migrations");
  write_file(project.folder / "migrations/a.mig",
             "revision a; upgrade { create table t (id int primary key, v text); }\n"
             "revision b revises a; upgrade { alter table t alter column v set default 'b'; }\n"
             "revision c revises a; upgrade { alter table t alter column v set default 'c'; }\n");
  const RunResult merged = project.galley({"merge", "-m", "both", "--rev-id", "m", "--date", "2026-01-15"});
  CHECK(merged.exit == 0);
  CHECK(merged.out == "migrations/20260115_m_both.mig\n");
  CHECK_THAT(merged.err, Catch::Contains("W0261") && Catch::Contains("1 warning"));
}
