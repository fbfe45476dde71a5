// galley.toml: settings arrive, mistakes are shown at their place.
#include "config/config.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <catch2/catch.hpp>

using namespace galley;
using Texts = std::vector<std::string>;

namespace {

struct Read {
  SourceSet sources;
  Diagnostics diagnostics;
  std::optional<Config> config;

  explicit Read(std::string text) {
    const SourceId id = sources.add("galley.toml", std::move(text));
    config = read_config(sources, id, diagnostics);
    diagnostics.sort_and_unique();
  }
  /// "E0503 nmae: unknown key ..."; the text at its place stands before the colon.
  Texts errors() const {
    Texts texts;
    for (const Diagnostic& d : diagnostics.all()) texts.push_back(fmt::format("{} {}: {}", d.code, sources.text(d.span), d.text));
    return texts;
  }
};

}  // namespace

TEST_CASE("an empty configuration is the default one") {
  const std::string text = GENERATE("", "# nothing\n", "[project]\n", "\xEF\xBB\xBF\r\n[naming]\r\n");
  const Read read(text);
  REQUIRE(read.config.has_value());
  CHECK(read.config->project == "galley");
  CHECK(read.config->dialects == Texts{"postgresql", "sqlite"});
  CHECK(read.config->migrations == "migrations");
  CHECK(read.config->version_table == "galley_version");
  CHECK(read.config->postgresql_target.empty());
  CHECK(read.config->default_schema == "public");
  CHECK(read.config->sqlite_target.empty());
  CHECK_FALSE(read.config->sqlite_foreign_keys);
  CHECK(read.config->naming.index == NamingConventions{}.index);
}

TEST_CASE("every setting arrives") {
  const Read read(R"(
[project]
name = "shop"
dialects = ["sqlite"]
migrations = "db/migrations"
version_table = "alembic_version"
[postgresql]
target = "14"
default_schema = "app"
[sqlite]
target = "3.35"
foreign_keys = true
[naming]
pk = "{table}_pkey"
uq = "{table}_{columns}_key"
ck = "{table}_{columns}_check"
fk = "{table}_{columns}_{referenced_table}_fkey"
ex = "{table}_excl"
ix = "{table}_{columns}_idx"
)");
  REQUIRE(read.config.has_value());
  CHECK(read.config->project == "shop");
  CHECK(read.config->dialects == Texts{"sqlite"});
  CHECK(read.config->migrations == "db/migrations");
  CHECK(read.config->version_table == "alembic_version");
  CHECK(read.config->postgresql_target == "14");
  CHECK(read.config->default_schema == "app");
  CHECK(read.config->sqlite_target == "3.35");
  CHECK(read.config->sqlite_foreign_keys);
  CHECK(read.config->naming.primary_key == "{table}_pkey");
  CHECK(read.config->naming.unique == "{table}_{columns}_key");
  CHECK(read.config->naming.check == "{table}_{columns}_check");
  CHECK(read.config->naming.foreign_key == "{table}_{columns}_{referenced_table}_fkey");
  CHECK(read.config->naming.exclude == "{table}_excl");
  CHECK(read.config->naming.index == "{table}_{columns}_idx");
}

TEST_CASE("TOML's other spellings of a section are understood") {
  const std::string text = GENERATE("project = { name = \"shop\" }", "project.name = 'shop'", "[\"project\"]\n\"name\" = '''shop'''");
  const Read read(text);
  REQUIRE(read.config.has_value());
  CHECK(read.config->project == "shop");
}

TEST_CASE("a mistake is shown at its place") {
  struct Case {
    std::string text, error;
  };
  const Case c = GENERATE(values<Case>({
      {"[project]\nnmae = 'x'", "E0503 nmae: unknown key \"nmae\" in section \"project\""},
      {"[projekt]\nname = 'x'", "E0502 projekt: unknown section \"projekt\""},
      {"name = 'x'", "E0504 name: key \"name\" stands outside of a section"},
      {"wat = 'x'", "E0504 wat: key \"wat\" stands outside of a section"},
      {"project = 1", "E0505 project: \"project\" is an integer"},
      {"[[project]]\nname = 'x'", "E0505 project: \"project\" is an array"},
      {"[project]\nname = 12", "E0505 12: \"name\" is an integer"},
      {"[project]\nname = ''", "E0506 '': \"name\" is empty"},
      {"[project]\nname = \"a\\nb\"", "E0512 \"a\\nb\": \"name\" contains a control character or one that is invisible"},
      {"[project]\ndialects = 'sqlite'", "E0505 'sqlite': \"dialects\" is a string"},
      {"[project]\ndialects = []", "E0506 []: \"dialects\" is empty"},
      {"[project]\ndialects = ['sqlite', 'postgres']", "E0507 'postgres': unknown dialect \"postgres\""},
      {"[project]\ndialects = ['sqlite', 'sqlite']", "E0508 'sqlite': dialect \"sqlite\" is named twice"},
      {"[project]\ndialects = [true]", "E0505 true: \"dialects\" is true or false"},
      {"[project]\nversion_table = '" + std::string(64, 'x') + "'", "E0511 '" + std::string(64, 'x') + "': \"version_table\" has 64 bytes"},
      {"[postgresql]\ntarget = 15", "E0505 15: \"target\" is an integer"},
      {"[sqlite]\ntarget = 3.40", "E0505 3.40: \"target\" is a number with a fraction"},
      {"[sqlite]\nforeign_keys = 'yes'", "E0505 'yes': \"foreign_keys\" is a string"},
      {"[sqlite]\nforeign_keys = 2026-01-01", "E0505 2026-01-01: \"foreign_keys\" is a date"},
      {"[naming]\nix = 'ix_{tabel}'", "E0509 'ix_{tabel}': unknown placeholder \"{tabel}\" in the names of \"ix\""},
      {"[naming]\nix = 'ix_{referenced_table}'",
       "E0509 'ix_{referenced_table}': unknown placeholder \"{referenced_table}\" in the names of \"ix\""},
      {"[naming]\nix = 'ix_{}'", "E0509 'ix_{}': unknown placeholder \"{}\" in the names of \"ix\""},
      {"[naming]\nix = 'ix_{table'", "E0510 'ix_{table': a brace of \"ix\" has no partner"},
      {"[naming]\nix = 'ix_table}'", "E0510 'ix_table}': a brace of \"ix\" has no partner"},
      {"[naming]\nix = '{{table}}'", "E0510 '{{table}}': a brace of \"ix\" has no partner"},
      // places behind characters of several bytes, a byte order mark and CRLF
      {"\xEF\xBB\xBF[naming]\r\nix = 1", "E0505 1: \"ix\" is an integer"},
      {"\xEF\xBB\xBFname = 'x'", "E0504 name: key \"name\" stands outside of a section"},
      {"[project]\r\n\"n\xC3\xA4me\" = 'x'", "E0503 \"n\xC3\xA4me\": unknown key \"n\xC3\xA4me\" in section \"project\""},
      {"project = { name = '\xC3\xA4\xC3\xA4', nam = 'y' }", "E0503 nam: unknown key \"nam\" in section \"project\""},
  }));
  INFO(c.text);
  const Read read(c.text);
  CHECK_FALSE(read.config.has_value());
  REQUIRE_FALSE(read.errors().empty());
  CHECK(read.errors().front().substr(0, c.error.size()) == c.error);
}

TEST_CASE("all mistakes are reported in one run") {
  const Read read("[project]\nname = 1\nmigrations = 2\n[sqlite]\nforeign_key = true\n[naming]\nix = '{x}{y}'\n");
  CHECK(read.errors() == Texts{"E0505 1: \"name\" is an integer", "E0505 2: \"migrations\" is an integer",
                               "E0503 foreign_key: unknown key \"foreign_key\" in section \"sqlite\"",
                               "E0509 '{x}{y}': unknown placeholder \"{x}\" in the names of \"ix\"",
                               "E0509 '{x}{y}': unknown placeholder \"{y}\" in the names of \"ix\""});
}

TEST_CASE("the remedy is said") {
  const auto first = [](std::string text) { return Read(std::move(text)).diagnostics.all().at(0); };
  CHECK(first("[sqlite]\ntarget = 3.40").help == Texts{"write it in quotes: target = \"3.40\""});
  CHECK(first("[project]\nnmae = 'x'").label == "did you mean \"name\"?");
  CHECK(first("[projekt]\n").label == "did you mean \"project\"?");
  CHECK(first("[sqlite]\nversion_table = 'x'").help == Texts{"it belongs below [project]"});
  CHECK(first("target = '15'").help == Texts{"write it below [postgresql] or [sqlite]"});
  CHECK(first("[project]\ndialects = ['sqllite']").label == "did you mean \"sqlite\"?");
  CHECK(first("[naming]\nix = '{tabel}'").label == "did you mean \"table\"?");
}

TEST_CASE("what is no TOML is shown where reading stopped") {
  struct Case {
    std::string text;
    std::uint32_t line, column;
  };
  const Case c = GENERATE(values<Case>({{"[project", 1, 9},
                                        {"[project]\nname = \n", 2, 8},
                                        {"a = 1\na = 2\n", 2, 5},
                                        {"# \xC3\xA4\n[project]\nname = 'x' y", 3, 12},
                                        {"[project]\nname = \"\xFF\"", 2, 8},
                                        {"[project]\nname = 'open", 2, 13},
                                        {"[project]\ndialects = [\n", 2, 13}}));
  INFO(c.text);
  const Read read(c.text);
  REQUIRE(read.diagnostics.all().size() == 1);
  const Diagnostic& d = read.diagnostics.all()[0];
  CHECK(d.code == "E0501");
  const Position position = read.sources[d.span.source].position(d.span.begin);
  CHECK(position.line == c.line);
  CHECK(position.column == c.column);
}

TEST_CASE("deep nesting is refused, not followed") {
  const Read read("a = " + std::string(100'000, '['));
  REQUIRE(read.diagnostics.all().size() == 1);
  CHECK(read.diagnostics.all()[0].code == "E0501");
}

TEST_CASE("types of a project's own arrive, for every dialect or for each its own") {
  const Read read(R"toml(
[types]
guid = { postgresql = "uuid", sqlite = "char(36)" }
Email = "varchar(255)"
citext = { sqlite = "text collate nocase" }
)toml");
  REQUIRE(read.config.has_value());
  const TypeMappings& types = read.config->types;
  CHECK(types.at("guid").at("postgresql").type.name == "uuid");
  CHECK(types.at("guid").at("sqlite").type.arguments == Texts{"36"});
  CHECK(types.at("email").at("sqlite").type.name == "varchar");
  CHECK(types.at("citext").size() == 1);
  CHECK(types.at("citext").at("sqlite").collation->name.text == "nocase");
}

TEST_CASE("a type that is none is shown at its place") {
  CHECK(Read("[types]\na = \"char(36\"\n").errors() == Texts{"E0520 \"char(36\": the value of \"a\" is no type"});
  CHECK(Read("[types]\na = \"text not null\"\n").errors() == Texts{"E0520 \"text not null\": the value of \"a\" is no type"});
  CHECK(Read("[types]\na = 36\n").errors() == Texts{"E0505 36: \"a\" is an integer"});
  CHECK(Read("[types]\na = { mysql = \"text\" }\n").errors() == Texts{"E0507 mysql: unknown dialect \"mysql\""});
}

TEST_CASE("what a script has to defend itself against arrives") {
  const Read read(R"(
[postgresql]
lock_timeout = "750 ms"
lock_retries = 3
lock_wait = "2s"
shape = "off"
role = "Owner"
required_role = "deployers"
databases = ["shop", "shop's"]
)");
  REQUIRE(read.config.has_value());
  const ScriptSettings& script = read.config->script;
  CHECK(script.lock_timeout == "750 ms");
  CHECK(script.lock_retries == 3);
  CHECK(script.lock_wait == "2s");
  CHECK_FALSE(script.checks_shape);
  CHECK(script.role == "Owner");
  CHECK(script.required_role == "deployers");
  CHECK(script.databases == Texts{"shop", "shop's"});
}

TEST_CASE("a setting of a script that makes no sense is shown at its place") {
  const auto [line, error] = GENERATE(table<std::string, std::string>({
      {"lock_timeout = \"5\"", "E0514 \"5\": the value of \"lock_timeout\" is no duration"},
      {"lock_wait = \"1s'; drop\"", "E0514 \"1s'; drop\": the value of \"lock_wait\" is no duration"},
      {"lock_retries = 0", "E0515 0: \"lock_retries\" cannot be 0"},
      {"lock_retries = \"3\"", "E0505 \"3\": \"lock_retries\" is a string"},
      {"shape = \"maybe\"", "E0513 \"maybe\": \"shape\" cannot be \"maybe\""},
      {"databases = \"shop\"", "E0505 \"shop\": \"databases\" is a string"},
      {"databases = []", "E0506 []: \"databases\" is empty"},
  }));
  CHECK(Read("[postgresql]\n" + line + "\n").errors() == Texts{error});
}
