// What is said of a history of which some files do not parse.
#include "driver/sound_part.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "driver/lowering.hpp"
#include "support/fake_project.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

const NamedText base{"a.mig", "revision a1; upgrade { create table t (id int primary key, v text); }"};

/// "code file", in order.
std::vector<std::string> said_of(const std::vector<NamedText>& files, const CompileOptions& options = {}) {
  const std::unique_ptr<FakeProject> fake = make_project(files);
  Diagnostics found;
  const bool is_whole = check_what_parses(fake->project, *dialect_named("postgresql"), options, found);
  CHECK(is_whole == found.all().empty());
  found.sort_and_unique();
  std::vector<std::string> said;
  for (const Diagnostic& diagnostic : found.all())
    said.push_back(fmt::format("{} {}", diagnostic.code, fake->project.sources[diagnostic.span.source].path()));
  return said;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("where everything parses nothing is said a second time") {
  CHECK(said_of({base, {"b.mig", "revision b2 revises a1; upgrade { drop table nowhere; }"}}).empty());
}

TEST_CASE("mistakes before and beside the one that does not parse are found") {
  CHECK(said_of({base,
                 {"b.mig", "revision b2 revises a1; upgrade { drop table nowhere; create tabel x (id int); drop table later; }"},
                 {"c.mig", "revision c2 revises a1; upgrade { alter table t add column v int; }"}}) ==
        Said{"E0201 b.mig", "E0101 b.mig", "E0211 c.mig"});
}

TEST_CASE("what comes after a mistake in its line may be a consequence of it") {
  CHECK(said_of({base,
                 {"b.mig", "revision b2 revises a1; upgrade { create table u (id int; }"},
                 {"c.mig", "revision c3 revises b2; upgrade { alter table u add column v int; alter table w add column v int; }"},
                 {"d.mig", "revision d4 depends on c3; upgrade { drop table u; }"}}) == Said{"E0101 b.mig"});
}

TEST_CASE("a header that is not understood hides its line and no other") {
  CHECK(said_of({base,
                 {"b.mig", "revison b2 revises a1; upgrade { create table u (id int); }"},
                 {"c.mig", "revision c3 revises b2; upgrade { drop table nowhere; }"},
                 {"d.mig", "revision d3 revises a1; upgrade { drop table nowhere; }"}}) == Said{"E0101 b.mig", "E0201 d.mig"});
}

TEST_CASE("a mistake in a downgrade hides nothing of the upgrades") {
  CHECK(said_of({base,
                 {"b.mig", "revision b2 revises a1; upgrade { create table u (id int); } downgrade { drop tabel u; }"},
                 {"c.mig", "revision c3 revises b2; upgrade { alter table u add column v int; drop table nowhere; }"}}) ==
        Said{"E0101 b.mig", "E0201 c.mig"});
}

TEST_CASE("of several revisions in a file those before the mistake are whole") {
  CHECK(said_of({base,
                 {"b.mig",
                  "revision b2 revises a1; upgrade { drop table nowhere; }\n"
                  "revision c3 revises b2; upgrade { create tabel x (id int); }\n"
                  "revision d4 revises c3; upgrade { drop table x; }\n"}}) == Said{"E0201 b.mig", "E0101 b.mig"});
}

TEST_CASE("only what is asked for is replayed where that is known") {
  const std::vector<NamedText> files{base,
                                     {"b.mig", "revision b2 revises a1; upgrade { drop table nowhere; }"},
                                     {"c.mig", "revision c2 revises a1; upgrade { create tabel x (id int); }"}};
  CompileOptions options;
  options.range = "a1";
  CHECK(said_of(files, options) == Said{"E0101 c.mig"});
  options.range = "b2";
  CHECK(said_of(files, options) == Said{"E0201 b.mig", "E0101 c.mig"});
}

TEST_CASE("what a database cannot do is found as well, up to the first mistake") {
  const std::unique_ptr<FakeProject> fake =
      make_project({base,
                    {"b.mig", "revision b2 revises a1; upgrade { create policy p on t using (true); }"},
                    {"c.mig", "revision c3 revises b2; upgrade { drop table nowhere; }"}});
  Diagnostics found;
  check(fake->project, *dialect_named("sqlite"), {}, found);
  REQUIRE(found.error_count() == 2);
  CHECK(fake->project.sources[found.all()[0].span.source].path() == "c.mig");
  CHECK(fake->project.sources[found.all()[1].span.source].path() == "b.mig");
}

TEST_CASE("what cannot be done on a table in use is found where that is asked for") {
  const std::string body =
      "upgrade { alter table t add column n int; alter table t alter column n set not null; create index ix on t (v); }";
  const auto said = [&](const std::string& header, bool chosen, const DialectOptions& options) {
    const std::unique_ptr<FakeProject> fake = make_project({base, {"b.mig", "revision b2 revises a1 " + header + "; " + body}});
    Diagnostics found;
    const OlderTables older_tables = chosen ? OlderTables::are_in_use : OlderTables::are_new;
    DialectNotes notes;
    check_history(fake->project, *dialect_named("postgresql", options), {}, older_tables, notes, found);
    std::vector<std::string> codes;
    for (const Diagnostic& diagnostic : found.all()) codes.push_back(diagnostic.code);
    return codes;
  };
  CHECK(said("", false, {}).empty());
  CHECK(said("", true, {}) == Said{"W0443", "W0443"});
  CHECK(said("", true, {.strategy = Strategy::direct}).empty());
  CHECK(said("strategy direct", true, {}).empty());
}

TEST_CASE("a column that comes back without its values may be null, and no more is said of it") {
  const std::unique_ptr<FakeProject> fake =
      make_project({base,
                    {"b.mig", "revision b2 revises a1; upgrade { alter table t add column n int not null default 1 then drop default; }"},
                    {"c.mig", "revision c3 revises b2; upgrade { alter table t drop column n; }"}});
  for (const std::string_view dialect : {"postgresql", "sqlite"}) {
    Diagnostics found;
    check(fake->project, *dialect_named(dialect), {}, found);
    CHECK(found.all().empty());
  }
}

TEST_CASE("a downgrade that was written has to bring back what takes no null") {
  const std::unique_ptr<FakeProject> fake = make_project(
      {base,
       {"b.mig", "revision b2 revises a1; upgrade { alter table t add column n int not null default 1 then drop default; }"},
       {"c.mig", "revision c3 revises b2; upgrade { alter table t drop column n; } downgrade { alter table t add column n int; }"}});
  Diagnostics found;
  check(fake->project, *dialect_named("postgresql"), {}, found);
  REQUIRE(found.all().size() == 1);
  CHECK(found.all()[0].code == "W0260");
}
