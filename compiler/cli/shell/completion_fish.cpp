#include <fmt/format.h>

#include <iterator>

#include "cli/shell/command_tree.hpp"

namespace galley {
namespace {

/// Inside single quotes.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string value_of(const FlagHelp& flag) {
  switch (flag.kind) {
    case ValueKind::none:
      return "";
    case ValueKind::choice:
      return fmt::format(" -x -a '{}'", fmt::join(flag.choices, " "));
    case ValueKind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::file:
      return " -r";
    case ValueKind::revision:
      return " -x -a '(__galley_revisions)'";
    case ValueKind::text:
      return " -x";
  }
  return {};
}

std::string flag_line(std::string_view condition, const FlagHelp& flag) {
  std::string names;
  for (const std::string& name : flag.names)
    names += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
  return fmt::format("complete -c galley{}{}{} -d '{}'\n", condition, names, value_of(flag), escaped(flag.text));
}

}  // namespace

std::string fish_completion(const CommandTree& tree) {
  std::string text =
      "# galley, completed by fish. Written by galley completion fish; read it with: galley completion fish | source\n"
      "function __galley_revisions\n    galley completion revisions 2>/dev/null\nend\n"
      "complete -c galley -f\n";
  for (const FlagHelp& flag : tree.flags) text += flag_line("", flag);
  for (const CommandHelp& command : tree.commands) {
    text += fmt::format("complete -c galley -n __fish_use_subcommand -a {} -d '{}'\n", command.name, escaped(command.text));
    const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
    for (const FlagHelp& flag : command.flags)
      if (flag.names.front() != "-h") text += flag_line(condition, flag);
    for (const FlagHelp& argument : command.arguments) {
      if (argument.kind == ValueKind::file) text += fmt::format("complete -c galley{} -F\n", condition);
      if (argument.kind == ValueKind::revision || argument.kind == ValueKind::choice)
        text += fmt::format("complete -c galley{}{}\n", condition, value_of(argument));
      if (argument.kind == ValueKind::folder) text += fmt::format("complete -c galley{}{}\n", condition, value_of(argument));
    }
  }
  return text;
}

}  // namespace galley
