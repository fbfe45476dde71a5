#include <fmt/format.h>

#include <iterator>

#include "cli/shell/command_tree.hpp"

namespace galley {
namespace {

constexpr std::string_view head = R"zsh(#compdef galley
# galley, completed by zsh. Written by galley completion zsh; put it into a folder of $fpath as _galley.
_galley_revisions() {
  local -a where revisions
  [ -n "${opt_args[-C]}" ] && where+=(-C "${opt_args[-C]}")
  [ -n "${opt_args[--config]}" ] && where+=(--config "${opt_args[--config]}")
  revisions=(${(f)"$(galley $where completion revisions 2>/dev/null)"})
  compset -P '*[:,]'
  compadd -a revisions
}
)zsh";

/// Inside single quotes, in a description that ends at "]" or ":".
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == '[' || c == ']' || c == ':' || c == '\\')
      out += {'\\', c};
    else
      out += c;
  }
  return out;
}

std::string action_of(const FlagHelp& flag) {
  switch (flag.kind) {
    case ValueKind::choice:
      return fmt::format("({})", fmt::join(flag.choices, " "));
    case ValueKind::folder:
      return "_files -/";
    case ValueKind::file:
      return "_files";
    case ValueKind::revision:
      return "_galley_revisions";
    case ValueKind::none:
    case ValueKind::text:
      return " ";
  }
  return {};
}

std::string flag_line(const FlagHelp& flag) {
  const std::string value = flag.value_name.empty() ? "" : fmt::format(":{}:{}", escaped(flag.value_name), action_of(flag));
  const std::string repeated = flag.may_repeat ? "*" : "";
  std::string lines;
  for (const std::string& name : flag.names) {
    const std::string others = flag.may_repeat || flag.names.size() < 2 ? "" : fmt::format("({})", fmt::join(flag.names, " "));
    lines += fmt::format(" \\\n        '{}{}{}[{}]{}'", others, repeated, name, escaped(flag.text), value);
  }
  return lines;
}

std::string argument_line(const FlagHelp& argument) {
  return fmt::format(" \\\n        '{}:{}:{}'",
                     argument.may_repeat    ? "*"
                     : argument.is_required ? ""
                                            : ":",
                     escaped(argument.value_name), action_of(argument));
}

}  // namespace

std::string zsh_completion(const CommandTree& tree) {
  std::string text(head);
  const auto put = [&]<class... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
  };
  std::string global;
  for (const FlagHelp& flag : tree.flags) global += flag_line(flag);
  put("_galley() {{\n  local context state state_descr line\n  typeset -A opt_args\n  local -a commands\n  commands=(\n");
  for (const CommandHelp& command : tree.commands) put("    '{}:{}'\n", command.name, escaped(command.text));
  put("  )\n  _arguments -C{} \\\n        '1: :->command' '*:: :->arguments'\n  case $state in\n    command) _describe command commands "
      ";;\n",
      global);
  put("    arguments)\n      case $words[1] in\n");
  for (const CommandHelp& command : tree.commands) {
    put("      {}) _arguments{}", command.name, global);
    for (const FlagHelp& flag : command.flags)
      if (flag.names.front() != "-h") text += flag_line(flag);
    for (const FlagHelp& argument : command.arguments) text += argument_line(argument);
    put(" ;;\n");
  }
  put("      esac ;;\n  esac\n}}\n_galley \"$@\"\n");
  return text;
}

}  // namespace galley
