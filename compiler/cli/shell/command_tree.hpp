// The commands and flags as data, read from the application that parses them, so that completions and the manual cannot differ
// from what is understood.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace galley {

/// What completes the value of a flag or an argument.
enum class ValueKind { none, choice, file, folder, revision, text };

struct FlagHelp {
  std::vector<std::string> names;  // "-d", "--dialect"; none of an argument
  std::string value_name;          // "FILE"; of an argument its name; empty: takes no value
  std::string text;
  ValueKind kind = ValueKind::none;
  std::vector<std::string> choices;
  bool is_required = false;
  bool may_repeat = false;
};

struct CommandHelp {
  std::string name;
  std::string text;
  std::string footer;
  std::vector<FlagHelp> flags;
  std::vector<FlagHelp> arguments;
};

struct CommandTree {
  std::string description;
  std::string footer;
  std::vector<FlagHelp> flags;  // of every command
  std::vector<CommandHelp> commands;
};

[[nodiscard]] CommandTree command_tree(const CLI::App& app);

/// For bash, zsh or fish, to be read by that shell.
[[nodiscard]] std::string bash_completion(const CommandTree& tree);
[[nodiscard]] std::string zsh_completion(const CommandTree& tree);
[[nodiscard]] std::string fish_completion(const CommandTree& tree);
/// In the macros of man(7).
[[nodiscard]] std::string manual_page(const CommandTree& tree, const std::string& version);

}  // namespace galley
