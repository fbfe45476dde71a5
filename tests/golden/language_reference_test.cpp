// docs/language.md is compiled: every ```mig block, for each dialect that it is meant for, so that the page shows nothing
// that does not work. What a block is, the page says at its top.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "galley/format.hpp"
#include "support/fake_project.hpp"
#include "support/files.hpp"
#include "support/markdown.hpp"
#include "support/paths.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

std::vector<Block> mig_blocks(std::string_view page) {
  std::vector<Block> blocks = blocks_of(page);
  std::erase_if(blocks, [](const Block& block) { return block.language != "mig"; });
  return blocks;
}

std::vector<Block> blocks_of_page() { return mig_blocks(read_file(testing::source_folder() + "/docs/language.md")); }

/// The block as the second revision, after the prelude; a block that is a file stands alone.
std::string history_of(const Block& block, const Block& prelude) {
  if (block.kind == "file") return block.text;
  return fmt::format("revision prelude;\nupgrade {{\n{}}}\n\nrevision block revises prelude;\nupgrade {{\n{}}}\n", prelude.text,
                     block.text);
}

/// What is said about the history where it does not compile.
std::string errors_of(const std::string& history, std::string_view dialect) {
  const auto fake = make_project({{"language.mig", history}});
  const auto script = compile(fake->project, *dialect_named(dialect), {}, fake->diagnostics);
  return script ? "" : fake->rendered();
}

/// As `galley fmt` lays it out; the page leaves out the indentation of the block that it stands in, which raw text does not have.
bool is_canonical(const Block& block) {
  const std::string text = block.kind == "file" ? block.text : fmt::format("revision a;\n\nupgrade {{\n{}}}\n", block.text);
  SourceSet sources;
  Diagnostics diagnostics;
  const std::optional<std::string> formatted = format_source(sources, sources.add("language.mig", text), diagnostics);
  if (!formatted) return false;
  const auto written = lines_of(text);
  const auto laid_out = lines_of(*formatted);
  return std::equal(written.begin(), written.end(), laid_out.begin(), laid_out.end(),
                    [](std::string_view a, std::string_view b) { return a == b || fmt::format("    {}", a) == b; });
}

bool is_for(const Block& block, std::string_view dialect) { return block.kind.empty() || block.kind == "file" || block.kind == dialect; }

}  // namespace

TEST_CASE("every block of the language reference compiles") {
  const std::vector<Block> blocks = blocks_of_page();
  REQUIRE(blocks.size() > 10);
  const Block& prelude = blocks.front();
  REQUIRE(prelude.kind == "prelude");
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    int compiled = 0;
    for (const std::string_view dialect : dialect_names()) {
      if (!is_for(blocks[i], dialect)) continue;
      INFO("docs/language.md:" << blocks[i].line << " for " << dialect);
      CHECK(errors_of(history_of(blocks[i], prelude), dialect) == "");
      ++compiled;
    }
    INFO("docs/language.md:" << blocks[i].line << " is marked \"" << blocks[i].kind << "\"");
    CHECK(compiled > 0);
  }
}

TEST_CASE("every block of the language reference has the layout of galley fmt") {
  for (const Block& block : blocks_of_page()) {
    INFO("docs/language.md:" << block.line);
    CHECK(is_canonical(block));
  }
  CHECK_FALSE(is_canonical(mig_blocks("```mig\ncreate table t (a int, b int);\n```\n").front()));
}

TEST_CASE("a block that does not compile is noticed") {
  const std::vector<Block> blocks =
      mig_blocks("x\n```mig prelude\ncreate table t (a int);\n```\n```sh\n```\n```mig postgresql\ndrop table u;\n```\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[1].kind == "postgresql");
  CHECK(blocks[1].line == 7);
  CHECK_THAT(errors_of(history_of(blocks[1], blocks[0]), "postgresql"), Catch::Contains("\"u\""));
}

}  // namespace galley::testing
