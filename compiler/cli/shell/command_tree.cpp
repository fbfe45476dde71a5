#include "cli/shell/command_tree.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace galley {
namespace {

/// "NAME:{a,b}" as CLI11 shows it.
void read_type(const std::string& shown, FlagHelp& flag) {
  const std::size_t brace = shown.find(":{");
  flag.value_name = shown.substr(0, brace);
  if (brace == std::string::npos) return;
  std::string rest = shown.substr(brace + 2);
  rest.resize(std::min(rest.size(), rest.find('}')));
  for (const std::string& choice : CLI::detail::split(rest, ',')) flag.choices.push_back(choice);
}

ValueKind kind_of(const FlagHelp& flag) {
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, flag.value_name) != names.end();
  };
  if (!flag.choices.empty()) return ValueKind::choice;
  if (flag.value_name.empty()) return ValueKind::none;
  if (is_one_of({"FILE"})) return ValueKind::file;
  if (is_one_of({"DIR"})) return ValueKind::folder;
  return is_one_of({"REVISION", "RANGE", "FROM", "TO"}) ? ValueKind::revision : ValueKind::text;
}

FlagHelp help_of(const CLI::Option& option) {
  FlagHelp flag;
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  read_type(option.get_items_expected_max() > 0 ? option.get_type_name() : "", flag);
  if (option.get_positional()) flag.value_name = option.get_name(true, false);
  flag.text = option.get_description();
  flag.kind = kind_of(flag);
  flag.is_required = option.get_required();
  flag.may_repeat = option.get_items_expected_max() > 1;
  return flag;
}

/// An option that may also stand as an argument is shown as both.
void add_options(const CLI::App& app, std::vector<FlagHelp>& flags, std::vector<FlagHelp>* arguments) {
  for (const CLI::Option* option : app.get_options()) {
    FlagHelp flag = help_of(*option);
    if (option->get_positional() && arguments != nullptr) {
      FlagHelp argument = flag;
      argument.names.clear();
      arguments->push_back(std::move(argument));
    }
    if (!flag.names.empty()) flags.push_back(std::move(flag));
  }
}

std::string without_margins(std::string text) {
  const std::size_t begin = text.find_first_not_of('\n');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of('\n') - begin + 1);
}

}  // namespace

CommandTree command_tree(const CLI::App& app) {
  CommandTree tree;
  tree.description = without_margins(app.get_description());
  tree.footer = without_margins(app.get_footer());
  add_options(app, tree.flags, nullptr);
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    CommandHelp& help = tree.commands.emplace_back();
    help.name = command->get_name();
    help.text = command->get_description();
    help.footer = without_margins(command->get_footer());
    add_options(*command, help.flags, &help.arguments);
  }
  return tree;
}

}  // namespace galley
