#include "property/statement_kinds.hpp"

#include <boost/core/demangle.hpp>

#include <typeinfo>
#include <utility>

#include "galley/syntax.hpp"

namespace galley::testing {
namespace {

template <class Node>
std::string name_of() {
  const std::string name = boost::core::demangle(typeid(Node).name());
  return name.substr(name.rfind(':') + 1);
}

template <class Variant>
struct Alternatives;
template <class... Nodes>
struct Alternatives<std::variant<Nodes...>> {
  static void add(const std::string& head, std::set<std::string>& kinds) { (kinds.insert(head + name_of<Nodes>()), ...); }
};

template <class Variant>
std::string kind_of(const Variant& what) {
  return std::visit([](const auto& node) { return name_of<std::decay_t<decltype(node)>>(); }, what);
}

void collect(const std::vector<ast::Statement>& statements, std::set<std::string>& kinds) {
  for (const ast::Statement& statement : statements) {
    kinds.insert(kind_of(statement.what));
    if (const auto* alter = std::get_if<ast::AlterTable>(&statement.what))
      for (const ast::AlterAction& action : alter->actions) kinds.insert("AlterTable " + kind_of(action.what));
    if (const auto* domain = std::get_if<ast::AlterDomain>(&statement.what)) kinds.insert("AlterDomain " + kind_of(domain->what));
    if (const auto* type = std::get_if<ast::AlterCompositeType>(&statement.what)) kinds.insert("AlterCompositeType " + kind_of(type->what));
    if (const auto* block = std::get_if<ast::OnDialect>(&statement.what)) collect(block->body, kinds);
    if (const auto* declare = std::get_if<ast::Declare>(&statement.what)) collect(declare->what, kinds);
  }
}

}  // namespace

std::set<std::string> kinds_of_the_language() {
  std::set<std::string> kinds;
  Alternatives<decltype(ast::Statement::what)>::add("", kinds);
  Alternatives<decltype(ast::AlterAction::what)>::add("AlterTable ", kinds);
  Alternatives<decltype(ast::AlterDomain::what)>::add("AlterDomain ", kinds);
  Alternatives<decltype(ast::AlterCompositeType::what)>::add("AlterCompositeType ", kinds);
  kinds.erase("Error");  // stands for what did not parse
  return kinds;
}

std::set<std::string> kinds_in(const std::string& migrations) {
  SourceSet sources;
  Diagnostics diagnostics;
  const ast::File file = parse(sources, sources.add("a.mig", migrations), diagnostics);
  std::set<std::string> kinds;
  for (const ast::Revision& revision : file.revisions) {
    collect(revision.upgrade, kinds);
    if (const auto* body = std::get_if<ast::DowngradeBody>(&revision.downgrade)) collect(body->body, kinds);
  }
  return kinds;
}

}  // namespace galley::testing
