#include <fmt/format.h>

#include <iterator>

#include "cli/shell/command_tree.hpp"

namespace galley {
namespace {

constexpr std::string_view head =
    R"(# galley, completed by bash. Written by galley completion bash; read it with: source <(galley completion bash)
_galley() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= i
  local where=()  # what says which project is meant
  [ "$word" = : ] && word=
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
)";

std::string joined(const std::vector<std::string>& words, std::string_view between) { return fmt::format("{}", fmt::join(words, between)); }

/// What a value may be, as a statement that fills COMPREPLY; nothing where readline's own file names are right.
std::string complete_value(const FlagHelp& flag) {
  switch (flag.kind) {
    case ValueKind::choice:
      return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", joined(flag.choices, " "));
    case ValueKind::folder:
      return "COMPREPLY=($(compgen -d -- \"$word\"))";
    case ValueKind::revision:
      return "COMPREPLY=($(compgen -W \"$(galley \"${where[@]}\" completion revisions 2>/dev/null)\" -- \"$word\"))";
    case ValueKind::none:
    case ValueKind::text:
    case ValueKind::file:
      return ":";
  }
  return ":";
}

std::vector<std::string> names_of(const std::vector<FlagHelp>& flags) {
  std::vector<std::string> names;
  for (const FlagHelp& flag : flags) names.insert(names.end(), flag.names.begin(), flag.names.end());
  return names;
}

class Writer {
 public:
  std::string write(const CommandTree& tree) {
    text_ = head;
    for (const FlagHelp& flag : tree.flags)
      if (!flag.value_name.empty())
        put("      {}) where+=(\"${{COMP_WORDS[i]}}\" \"${{COMP_WORDS[i+1]}}\"); ((i++)) ;;\n", joined(flag.names, "|"));
    std::vector<std::string> commands;
    for (const CommandHelp& command : tree.commands) commands.push_back(command.name);
    put("      {}) command=${{COMP_WORDS[i]}}; break ;;\n    esac\n  done\n  case \"$command $previous\" in\n", joined(commands, "|"));
    for (const CommandHelp& command : tree.commands)
      for (const FlagHelp& flag : command.flags) put_value(command.name, flag);
    for (const FlagHelp& flag : tree.flags) put_value("*", flag);
    put("  esac\n  case \"$command $word\" in\n");
    for (const CommandHelp& command : tree.commands)
      put("    '{} -'*) COMPREPLY=($(compgen -W '{} {}' -- \"$word\")); return ;;\n", command.name, joined(names_of(command.flags), " "),
          joined(names_of(tree.flags), " "));
    put("    ' -'*) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n  esac\n  case $command in\n",
        joined(names_of(tree.flags), " "));
    put("    '') COMPREPLY=($(compgen -W '{}' -- \"$word\")) ;;\n", joined(commands, " "));
    for (const CommandHelp& command : tree.commands)
      if (!command.arguments.empty()) put("    {}) {} ;;\n", command.name, complete_value(command.arguments.front()));
    put("  esac\n}}\ncomplete -o default -F _galley galley\n");
    return std::move(text_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }

  void put_value(std::string_view command, const FlagHelp& flag) {
    if (flag.value_name.empty()) return;
    std::vector<std::string> patterns;
    for (const std::string& name : flag.names)
      patterns.push_back(command == "*" ? fmt::format("*' {}'", name) : fmt::format("'{} {}'", command, name));
    put("    {}) {}; return ;;\n", joined(patterns, "|"), complete_value(flag));
  }

  std::string text_;
};

}  // namespace

std::string bash_completion(const CommandTree& tree) { return Writer().write(tree); }

}  // namespace galley
