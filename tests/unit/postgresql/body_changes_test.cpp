// What a DO block may do to the schema, as far as its text names it.
#include "postgresql/body_changes.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

namespace galley::postgresql {
namespace {

struct Body {
  std::string text;
  std::string names;
};

std::string names_in(const std::string& text) {
  std::vector<std::string> names;
  for (const RawReference& found : changes_in_body(text)) {
    const std::string name = found.schema.empty() ? found.name : found.schema + "." + found.name;
    names.push_back(fmt::format("{} {}", object_kind_name(found.kind), name));
    // Where it begins, with its quotes.
    const std::string& first = found.schema.empty() ? found.name : found.schema;
    const std::size_t quote = text[found.offset] == '"' ? 1 : 0;
    CHECK_THAT(text.substr(found.offset + quote, first.size()), Catch::Equals(first, Catch::CaseSensitive::No));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

TEST_CASE("what a block creates, alters and drops is found by name") {
  const auto body = GENERATE(values<Body>({
      {"do $$begin create table a (id int); alter table b add c int; drop table if exists d; end$$", "table a, table b, table d"},
      {"do $$begin CREATE OR REPLACE VIEW App.V as select 1; create unlogged table only_one (a int); end$$", "view app.v, table only_one"},
      {"do $$begin create type mood as enum ('a'); exception when duplicate_object then null; end$$", "type mood"},
      {"do $$begin create unique index concurrently if not exists ix on only t (a); create index on u (b); end$$", "table t, table u"},
      {"do $$begin drop index ix; end$$", "table ix"},
      {"do $$begin create trigger tr before insert on t for each row execute function f(); end$$", "table t"},
      {"do $$begin execute 'alter table \"Quoted\" add x int'; execute format('drop table %I', 'x'); end$$", "table Quoted"},
      {"do $a$begin execute $b$create table x (v text default 'y')$b$; end$a$", "table x"},
      {"do 'begin create table a (id int); create table a (id int); end'", "table a"},
  }));
  INFO(body.text);
  CHECK(names_in(body.text) == body.names);
}

TEST_CASE("what no block changes is not found") {
  const auto text = GENERATE(values<std::string>({
      "do $$begin perform 1; update t set a = 1; end$$",
      "do $$begin -- create table a (id int)\n /* drop table b */ null; end$$",
      "do $$declare create_it boolean; begin if create_it then null; end if; end$$",
      "do $$begin execute format('create table %s (id int)', name); end$$",
      "do $$begin grant select on t to r; end$$",
      "do $$",
      "do $$begin create",
  }));
  INFO(text);
  CHECK(names_in(text).empty());
}

}  // namespace galley::postgresql
