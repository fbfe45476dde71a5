#include <fmt/format.h>

#include <iterator>

#include "cli/shell/command_tree.hpp"

namespace galley {
namespace {

/// Text as it is: a backslash, a hyphen that is to be copied, and what would be a macro at the beginning of a line.
std::string escaped(std::string_view text) {
  std::string out;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    begins_line = c == '\n';
  }
  return out;
}

std::string flag_entry(const FlagHelp& flag) {
  std::string names;
  for (const std::string& name : flag.names) names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", escaped(name));
  const std::string value = flag.value_name.empty() ? "" : fmt::format("{}\\fI{}\\fR", names.empty() ? "" : " ", escaped(flag.value_name));
  const std::string choices =
      flag.choices.empty() ? "" : fmt::format(" One of {}.", escaped(fmt::format("{}", fmt::join(flag.choices, ", "))));
  return fmt::format(".TP\n{}{}\n{}.{}\n", names, value, escaped(flag.text), choices);
}

std::string usage_of(const CommandHelp& command) {
  std::string usage = fmt::format("\\fBgalley {}\\fR", escaped(command.name));
  if (command.flags.size() > 1) usage += " [\\fIflags\\fR]";
  for (const FlagHelp& argument : command.arguments)
    usage += fmt::format(" {}\\fI{}\\fR{}{}", argument.is_required ? "" : "[", escaped(argument.value_name),
                         argument.may_repeat ? " ..." : "", argument.is_required ? "" : "]");
  return usage;
}

std::string as_written(const std::string& text) { return text.empty() ? "" : fmt::format(".PP\n.nf\n{}\n.fi\n", escaped(text)); }

}  // namespace

std::string manual_page(const CommandTree& tree, const std::string& version) {
  std::string text =
      fmt::format(".TH GALLEY 1 \"\" \"galley {}\"\n.SH NAME\ngalley \\- SQL migrations compiled offline into scripts\n", escaped(version));
  const auto put = [&]<class... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
  };
  put(".SH SYNOPSIS\n");
  for (const CommandHelp& command : tree.commands) put("{}\n.br\n", usage_of(command));
  put(".SH DESCRIPTION\n{}\n{}", escaped(tree.description), as_written(tree.footer));
  put(".SH FLAGS OF EVERY COMMAND\n");
  for (const FlagHelp& flag : tree.flags) text += flag_entry(flag);
  put(".SH COMMANDS\n");
  for (const CommandHelp& command : tree.commands) {
    put(".SS galley {}\n{}.\n.PP\n{}\n", escaped(command.name), escaped(command.text), usage_of(command));
    for (const FlagHelp& argument : command.arguments) text += flag_entry(argument);
    for (const FlagHelp& flag : command.flags)
      if (flag.names.front() != "-h") text += flag_entry(flag);
    text += as_written(command.footer);
  }
  return text;
}

}  // namespace galley
