#include <catch2/catch.hpp>

#include "postgresql/dialect.hpp"
#include "postgresql/guards.hpp"

using namespace galley;
using namespace galley::postgresql;

namespace {

Step step(std::string sql) {
  Step made;
  made.sql = std::move(sql);
  made.reason = "do it";
  return made;
}

/// base -> a1 -> b2, one section each.
Script two_revisions() {
  Script script;
  script.project = "shop";
  script.input_digest = std::string(64, '0');
  script.from_text = "base";
  script.to_text = "b2";
  script.path = {{}, {"a1"}, {"b2"}};
  script.revisions.resize(2);
  script.revisions[0].id = "a1";
  script.revisions[0].change->inserts = {"a1"};
  script.revisions[1].id = "b2";
  script.revisions[1].change->update = {"a1", "b2"};
  script.sections.resize(2);
  for (int i = 0; i < 2; ++i) {
    Section& section = script.sections[static_cast<std::size_t>(i)];
    section.number = section.place = i + 1;
    section.title = "first";
    section.digest = std::string(64, static_cast<char>('a' + i));
    section.steps = {step("SELECT 1;")};
  }
  return script;
}

/// The second revision in three parts, the middle one outside a transaction.
Script split_revision(Repetition repetition = Repetition::safe) {
  Script script = two_revisions();
  script.sections.push_back(script.sections[1]);
  script.sections.push_back(script.sections[1]);
  for (std::size_t i = 1; i < 4; ++i) {
    script.sections[i].number = static_cast<int>(i) + 1;
    script.sections[i].part = static_cast<int>(i);
    script.sections[i].parts = 3;
  }
  Section& middle = script.sections[2];
  middle.transactional = false;
  middle.steps = {step("VACUUM t;")};
  middle.steps[0].placement = Placement::outside;
  middle.steps[0].repetition = repetition;
  return script;
}

std::string written(const Script& script) {
  const SourceSet sources;
  std::string error;
  return make_postgresql({.target = "15"}, error)->write(script, sources);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a script without a split revision has no ledger") {
  const std::string text = written(two_revisions());
  CHECK_FALSE(has(text, "CREATE TABLE public.galley_step"));
  CHECK_FALSE(has(text, "INSERT INTO public.galley_step"));
  CHECK(has(text, "to_regclass('public.galley_step') IS NOT NULL"));  // one left by another script is still seen
  CHECK(has(text, "CREATE TABLE public.galley_version"));
  CHECK(has(text, "\\echo '== 2/2  b2  first'"));
  CHECK(has(text, "\\echo '== done: revision b2'"));
}

TEST_CASE("each revision checks its base and moves its rows in its own transaction") {
  const std::string text = written(two_revisions());
  CHECK(count(text, "\nBEGIN;\n") == 2);
  CHECK(count(text, "\nCOMMIT;\n") == 2);
  CHECK(count(text, "LOCK TABLE public.galley_version IN SHARE ROW EXCLUSIVE MODE;") == 2);
  CHECK(has(text, "INSERT INTO public.galley_version (version_num) VALUES ('a1');"));
  CHECK(has(text, "UPDATE public.galley_version SET version_num = 'b2' WHERE version_num = 'a1';"));
  CHECK(count(text, "IF moved <> 1 THEN") == 2);
}

TEST_CASE("the parts of a split revision follow one another by the ledger") {
  const std::string text = written(split_revision());
  CHECK(has(text, "finished IS NOT NULL) = 0 AS todo"));
  CHECK(has(text, "finished IS NOT NULL) = 1 AS todo"));
  CHECK(has(text, "finished IS NOT NULL) = 2 AS todo"));
  CHECK(count(text, "INSERT INTO public.galley_step (revision, step, digest, finished)") == 2);
  CHECK(count(text, "DELETE FROM public.galley_step WHERE revision = 'b2';") == 1);
  CHECK(count(text, "UPDATE public.galley_version SET") == 1);
}

TEST_CASE("what cannot be repeated is recorded before it starts") {
  const std::string text = written(split_revision(Repetition::unsafe));
  const std::size_t started = text.find("INSERT INTO public.galley_step (revision, step, digest) VALUES ('b2', 2, ");
  const std::size_t statement = text.find("VACUUM t;\n\\if :ERROR");
  const std::size_t finished = text.find("UPDATE public.galley_step SET finished = now() WHERE revision = 'b2' AND step = 2;");
  CHECK(started < statement);
  CHECK(statement < finished);
  CHECK(finished != std::string::npos);
}

TEST_CASE("a single statement that cannot be repeated keeps a ledger as well") {
  Script script = two_revisions();
  script.sections[1] = split_revision(Repetition::unsafe).sections[2];
  script.sections[1].part = script.sections[1].parts = 1;
  script.sections[1].number = 2;
  const std::string text = written(script);
  CHECK(has(text, "CREATE TABLE public.galley_step"));
  CHECK(text.find("finished IS NOT NULL) = 0 AS todo") < text.find("finished IS NOT NULL) = 1 AS todo"));
}

TEST_CASE("a script with nothing to do verifies the position") {
  Script script;
  script.project = "shop";
  script.path = {{"a1", "b2"}};
  const std::string text = written(script);
  CHECK(has(text, "IF seen NOT IN ('a1,b2') THEN"));
  CHECK(has(text, "GAL-P03"));
  CHECK_FALSE(has(text, "BEGIN;"));
  CHECK(has(text, "\\echo '== done: revisions a1, b2'"));
}

TEST_CASE("a downgrade that loses data stops unless it was accepted") {
  Script script = two_revisions();
  CHECK_FALSE(asks_for_acceptance(script));
  script.losses = {"column public.orders.status and its values"};
  CHECK_FALSE(asks_for_acceptance(script));  // an upgrade says so in its header
  script.direction = Direction::downgrade;
  CHECK(asks_for_acceptance(script));
  const std::string text = written(script);
  CHECK(text.find("GAL-P10") < text.find("GAL-P00"));
  CHECK(has(text, "-- Loses        column public.orders.status and its values\n"));
  script.accept_data_loss = true;
  CHECK_FALSE(has(written(script), "GAL-P10"));
}

TEST_CASE("text of the user's stays in comments of one line and in quotes") {
  Script script = two_revisions();
  script.project = "it's\n\\! \u202e";
  script.revisions[0].message = "a\nDROP TABLE t; -- ";
  script.revisions[0].ticket = "x\r\\!";
  script.sections[0].title = "it's \\! \x1b";
  script.sections[0].steps[0].notes = {"line\nDROP TABLE u;"};
  const std::string text = written(script);
  CHECK_FALSE(has(text, "\nDROP"));
  CHECK_FALSE(has(text, "\u202e"));
  CHECK(has(text, "-- Galley 0.1.0   it's<U+000A>\\! <U+202E>: upgrade base -> b2\n"));
  CHECK(has(text, "\\echo '== 1/2  a1  it''s \\\\! <U+001B>'\n"));
}

TEST_CASE("the length of a script grows with the number of its revisions, not with its square") {
  const auto size = [](std::size_t revisions) {
    Script script = two_revisions();
    for (std::size_t i = 2; i < revisions; ++i) {
      script.path.push_back({"c" + std::to_string(i)});
      script.revisions.push_back(script.revisions[1]);
      script.sections.push_back(script.sections[1]);
      script.sections.back().place = static_cast<int>(i) + 1;
    }
    return written(script).size();
  };
  CHECK(size(400) < size(200) * 21 / 10);
}

TEST_CASE("raw SQL finds the default schema and nothing after it does") {
  Script script = two_revisions();
  script.sections[0].steps = {step("SELECT 1;"), step("SELECT 2;"), step("SELECT 3;")};
  script.sections[0].steps[1].raw = true;
  const std::string text = written(script);
  CHECK(has(text, "SET LOCAL search_path = public, pg_temp;\n-- [a1.2]\nSELECT 2;\nSET LOCAL search_path = '';\n-- [a1.3]\nSELECT 3;"));
  CHECK(has(text, "COMMIT;\nSET search_path = '';\n"));
}

TEST_CASE("timeouts are set when they change") {
  Script script = two_revisions();
  script.sections[0].steps = {step("SELECT 1;"), step("SELECT 2;"), step("SELECT 3;")};
  script.sections[0].steps[1].lock_timeout = script.sections[0].steps[2].lock_timeout = "1min";
  const std::string text = written(script);
  CHECK(has(text, "BEGIN;\nSET LOCAL lock_timeout = '1min';\n"));  // the locks are waited for as the revision says
  CHECK(has(text, "SET LOCAL statement_timeout = '30min';\n"));
  CHECK(count(text, "SET LOCAL lock_timeout = '1min';") == 2);  // and again for its second and third statement together
}

TEST_CASE("targets are the versions that were measured") {
  std::string error;
  CHECK(make_postgresql({}, error)->target_text() == "PostgreSQL 15 or newer");
  CHECK(make_postgresql({.target = "18"}, error)->target_text() == "PostgreSQL 18 or newer");
  for (const char* target : {"11", "19", "15.2", "x", "-15", " 15"}) {
    CHECK(make_postgresql({.target = target}, error) == nullptr);
    CHECK(error == "\"" + std::string(target) + "\" is not a version of PostgreSQL that galley knows: 12 to 18");
  }
}
