// A project of which only the headers are parsed at first must compile to what it compiles to when it is parsed whole.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>

#include "driver/sound_part.hpp"
#include "support/fake_project.hpp"
#include "support/files.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

const NamedText first{"m/1.mig",
                      "-- the first\nrevision a1 'one' author 'dana' ticket 'T-1';\nupgrade { create table t (a int, b text); }\n"};
const NamedText second{
    "m/2.mig",
    "revision b2 'two' revises a1;\nupgrade { alter table t add column c int not null default 0; drop table if exists u; }\n"
    "downgrade { alter table t drop column c; }\n"};
const NamedText third{"m/3.mig", "revision c3 'three' revises b2;\nupgrade {\n  create index ix on t (b);\n  delete from t;\n}\n"};
/// Two in a file, and one whose comment makes it look like two.
const NamedText several{
    "m/4.mig", "revision d4 revises c3;\nupgrade { drop index ix; }\nrevision e5 revises d4;\nupgrade { comment on table t is 'x'; }\n"};
const NamedText mentions{"m/5.mig", "revision f6 revises e5;\nupgrade { insert into t (a) values (1); }\n-- another Revision follows\n"};

struct Result {
  std::optional<std::string> script;
  std::string messages;
  friend bool operator==(const Result&, const Result&) = default;
};

using Load = void (*)(Project&, Diagnostics&);

/// Files are read from the disk, so that their text is given back after use.
Result compiled(const std::vector<NamedText>& files, std::string_view dialect, const CompileOptions& options, Load load_project) {
  const TemporaryFolder folder;
  FakeProject fake;
  std::string error;
  for (const auto& [name, text] : files) {
    std::filesystem::create_directories((folder / name).parent_path());
    write_file(folder / name, text);
    REQUIRE(fake.project.sources.read(folder / name, fake.project.migrations.emplace_back(), error));
  }
  load_project(fake.project, fake.diagnostics);
  Result result;
  if (fake.diagnostics.has_errors())  // as the commands do
    static_cast<void>(check_what_parses(fake.project, *dialect_named(dialect), options, fake.diagnostics));
  else
    result.script = compile(fake.project, *dialect_named(dialect), options, fake.diagnostics);
  result.messages = fake.rendered();
  const std::string place = folder.path().string() + "/";
  const auto forget_folder = [&](std::string& text) {
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at)) text.erase(at, place.size());
  };
  forget_folder(result.messages);
  if (result.script) forget_folder(*result.script);
  return result;
}

}  // namespace

TEST_CASE("headers at first and bodies one by one give the same script and messages as all at once") {
  const std::vector<NamedText> all{first, second, third, several, mentions};
  const auto files = GENERATE_COPY(values<std::vector<NamedText>>({
      {first},
      {first, second, third},
      all,
      {third, second, first},
      // a mistake in a body that is in the plan, together with others that follow from it
      {first, {"m/2.mig", "revision b2 revises a1;\nupgrade { create tabel u (a int); }\n"}, third},
      {first, second, third, {"m/6.mig", "revision g7 revises c3;\nupgrade { drop table nothing; alter table }\n"}},
      // in a body that is not
      {first, {"m/7.mig", "revision h8 labels other;\nupgrade { create index; }\n"}},
      // in a header, in the graph, in both
      {first, {"m/2.mig", "revision b2 revise a1;\nupgrade { }\n"}},
      {first, {"m/2.mig", "revision b2 revises a2;\nupgrade { }\n"}},
      {first, {"m/2.mig", "revision b2 revises a2;\nupgrade { create tabel t; }\n"}},
      {first, {"m/2.mig", "revision a1;\nupgrade { drop table t; }\n"}},
      {first, {"m/2.mig", ""}},
      {first, {"m/2.mig", "revision b2 revises a1;\nupgrade { sql $$select 1; }\n"}},
      {first, {"m/2.mig", "revision b2 revises a1 'late message';\nupgrade { sql 'x"}},
      {first, {"m/2.mig", "revision b2 revises a1;\n\xff"}},
      // several mistakes of the schema, in several files
      {first,
       {"m/2.mig", "revision b2 revises a1;\nupgrade { drop table x; }\n"},
       {"m/3.mig", "revision c3 revises b2;\nupgrade { drop table y; }\n"}},
      // a downgrade that cannot be
      {first, {"m/2.mig", "revision b2 revises a1;\nupgrade { }\ndowngrade irreversible 'no way';\n"}},
      // what only the dialect refuses
      {first, {"m/2.mig", "revision b2 revises a1;\nupgrade { sql on postgresql $$begin$$; sql on sqlite $$commit$$; }\n"}},
  }));
  const std::string dialect = GENERATE("postgresql", "sqlite");
  const auto [direction, range] = GENERATE(table<Direction, std::string>({{Direction::upgrade, "heads"},
                                                                          {Direction::upgrade, "a1"},
                                                                          {Direction::upgrade, "a1:heads"},
                                                                          {Direction::upgrade, "nothing"},
                                                                          {Direction::downgrade, "base"},
                                                                          {Direction::downgrade, "a1"}}));
  const CompileOptions options{.direction = direction, .range = range, .accept_data_loss = true};
  const Result whole = compiled(files, dialect, options, load);
  const Result streamed = compiled(files, dialect, options, load_headers);
  CHECK(streamed.messages == whole.messages);
  CHECK((streamed.script == whole.script));
}

/// A line of revisions, of which some are not as they should be.
std::vector<NamedText> line_of(int size, const std::map<int, std::string>& mistakes) {
  std::vector<NamedText> files;
  for (int i = 0; i < size; ++i) {
    const auto mistake = mistakes.find(i);
    std::string body = fmt::format("alter table t add column c{} int not null default {};", i, i);
    if (i == 0) body = "create table t (id int primary key);";
    if (mistake != mistakes.end()) body = mistake->second;
    files.push_back({fmt::format("m/{:04}.mig", i),
                     fmt::format("revision r{:04}{};\nupgrade {{ {} }}\n", i, i > 0 ? fmt::format(" revises r{:04}", i - 1) : "", body)});
  }
  return files;
}

TEST_CASE("so it is where revisions are parsed in a second thread while those before them are compiled") {
  const std::string syntax = "alter table t add colum x int;";
  const std::string schema = "alter table t drop column nothing;";
  const std::string dialects_own = "sql on postgresql $$begin$$; sql on sqlite $$commit$$;";
  const auto mistakes = GENERATE_COPY(values<std::map<int, std::string>>({
      {},
      {{0, syntax}},
      {{64, syntax}, {149, schema}},
      {{10, schema}, {70, syntax}},
      {{63, schema}, {64, schema}, {130, dialects_own}},
      {{100, dialects_own}, {127, schema}},
      {{127, schema}, {128, syntax}},
      {{149, syntax}},
  }));
  const auto [direction, range] = GENERATE(
      table<Direction, std::string>({{Direction::upgrade, "heads"}, {Direction::upgrade, "r0099:heads"}, {Direction::downgrade, "r0010"}}));
  const CompileOptions options{.direction = direction, .range = range, .accept_data_loss = true};
  const std::vector<NamedText> files = line_of(150, mistakes);
  const Result whole = compiled(files, "postgresql", options, load);
  const Result streamed = compiled(files, "postgresql", options, load_headers);
  CHECK(streamed.messages == whole.messages);
  CHECK((streamed.script == whole.script));
  CHECK((streamed.script.has_value() || !mistakes.empty()));
}

TEST_CASE("only a header is parsed where a file holds one revision") {
  FakeProject fake;
  for (const auto& [name, text] : {first, several, mentions}) fake.project.migrations.push_back(fake.project.sources.add(name, text));
  Diagnostics ignored;
  load_headers(fake.project, ignored);
  const std::optional<ast::Revision> header = parse_header(fake.project.sources, fake.project.migrations[0]);
  REQUIRE(header);
  CHECK(header->header.id.text == "a1");
  CHECK(header->header.ticket->value == "T-1");
  CHECK(header->upgrade.empty());
  CHECK_FALSE(parse_header(fake.project.sources, fake.project.migrations[1]));
  CHECK_FALSE(parse_header(fake.project.sources, fake.project.migrations[2]));
}
