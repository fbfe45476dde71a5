// The members of Statement, here so that one file alone compiles the copies of every kind of statement, and names of kinds.
#include "galley/ast.hpp"

#include "base/assert.hpp"

namespace galley::ast {

Statement::Statement() = default;
Statement::Statement(const Statement&) = default;
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(const Statement&) = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

std::string_view object_kind_name(ObjectKind kind) {
  using enum ObjectKind;
  switch (kind) {
    case schema:
      return "schema";
    case extension:
      return "extension";
    case sequence:
      return "sequence";
    case domain:
      return "domain";
    case composite_type:
      return "type";
    case view:
      return "view";
    case materialized_view:
      return "materialized view";
    case function:
      return "function";
    case procedure:
      return "procedure";
    case trigger:
      return "trigger";
    case policy:
      return "policy";
    case statistics:
      return "statistics";
    case publication:
      return "publication";
    case default_privileges:
      return "default privileges";
    case table:
      return "table";
    case column:
      return "column";
    case index:
      return "index";
    case constraint:
      return "constraint";
    case enumeration:
      return "enum";
  }
  GALLEY_ASSERT(false);
}

bool operator==(const Statement& a, const Statement& b) { return a.what == b.what; }
bool operator==(const OnDialect& a, const OnDialect& b) { return a.dialect == b.dialect && a.body == b.body; }

bool operator==(const Declare& a, const Declare& b) { return a.what == b.what; }

}  // namespace galley::ast
