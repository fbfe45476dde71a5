// Completions in a real bash, and the manual page: both are made from the tree of commands that parses.
#include "support/text.hpp"
#include "workplace.hpp"

using namespace galley::testing;

namespace {

/// What bash offers when Tab is pressed behind these words, sorted as bash lists it. The last word is the one that is being typed.
std::string offered(const Workplace& work, const std::vector<std::string>& words) {
  std::string script =
      "PATH=" + std::filesystem::path(executable()).parent_path().string() + ":$PATH\nsource <(galley completion bash)\nCOMP_WORDS=(";
  for (const std::string& word : words) script += "'" + word + "' ";
  script += fmt::format(")\nCOMP_CWORD={}\n_galley\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n", words.size() - 1);
  const RunResult result = run({"bash", "-c", script}, {.folder = work.folder.path()});
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(result.err.empty());
  return result.out;
}

void write_project(const Workplace& work) {
  work.write("shop/migrations/a.mig",
             "revision 1975ea83b712 labels billing; upgrade { }\nrevision 27c6a30d7c24 revises 1975ea83b712; upgrade { }\n");
}

}  // namespace

TEST_CASE("bash completes commands, flags, choices and revisions") {
  const Workplace work;
  write_project(work);
  CHECK(offered(work, {"galley", "up"}) == "upgrade\n");
  CHECK(offered(work, {"galley", "h"}) == "heads\nhistory\nhash\n");
  CHECK(offered(work, {"galley", "--co"}) == "--config\n--color\n");
  CHECK(offered(work, {"galley", "--color", "a"}) == "auto\nalways\n");
  CHECK(offered(work, {"galley", "-C", "s"}) == "shop\n");
  CHECK(offered(work, {"galley", "upgrade", "--tr"}) == "--transaction\n");
  CHECK(offered(work, {"galley", "upgrade", "--transaction", "s"}) == "single\n");
  CHECK(offered(work, {"galley", "upgrade", "-d", ""}) == "postgresql\nsqlite\n");
  CHECK(offered(work, {"galley", "stamp", "--accept"}) == "\n");  // a flag of another command
  CHECK(offered(work, {"galley", "-C", "shop", "upgrade", "1"}) == "1975ea83b712\n");
  CHECK(offered(work, {"galley", "-C", "shop", "upgrade", "1975ea83b712", ":", "he"}) == "head\nheads\n");
  CHECK(offered(work, {"galley", "-C", "shop", "upgrade", "1975ea83b712", ":"}) ==
        "base\nhead\nheads\n1975ea83b712\nbilling\n27c6a30d7c24\n");
  CHECK(offered(work, {"galley", "-C", "shop", "revision", "--head", "b"}) == "base\nbilling\n");
  CHECK(offered(work, {"galley", "-C", "nowhere", "upgrade", ""}) == "\n");
}

TEST_CASE("every command has a help with an example, and stands in the manual and the completions") {
  const Workplace work;
  const std::string manual = work.must({"man"});
  const std::string bash = work.must({"completion", "bash"});
  const std::string zsh = work.must({"completion", "zsh"});
  const std::string fish = work.must({"completion", "fish"});
  CHECK(manual.starts_with(".TH GALLEY 1 "));
  std::vector<std::string> commands;
  const std::string help = work.must({"--help"});
  bool is_command = false;
  for (const std::string_view line : lines_of(help)) {
    if (line.empty()) is_command = false;
    if (is_command && line.starts_with("  ") && line[2] != ' ') commands.emplace_back(line.substr(2, line.find(' ', 2) - 2));
    if (line == "Subcommands:") is_command = true;
  }
  CHECK(commands.size() >= 20);
  for (const std::string& command : commands) {
    INFO(command);
    const std::string text = work.must({command, "--help"});
    CHECK_THAT(text, Catch::Contains("Examples:\n  ") && Catch::Contains("galley " + command));
    CHECK_THAT(manual, Catch::Contains("\n.SS galley " + command + "\n"));
    CHECK_THAT(bash, Catch::Contains(command));
    CHECK_THAT(zsh, Catch::Contains("'" + command + ":"));
    CHECK_THAT(fish, Catch::Contains("-a " + command + " -d '"));
  }
}

TEST_CASE("the manual page is one that man accepts") {
  const Workplace work;
  work.write("galley.1", work.must({"man"}));
  const RunResult shown = run({"groff", "-man", "-Tutf8", "-ww", "galley.1"}, {.folder = work.folder.path()});
  if (shown.exit == 127) {
    WARN("skipped: no groff");
    return;
  }
  CHECK(shown.exit == 0);
  CHECK(shown.err.empty());
  CHECK_THAT(shown.out, Catch::Contains("galley"));
}
