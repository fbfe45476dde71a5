#include "base/assert.hpp"
#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"

namespace galley {

void run(const ast::CommentOn& statement, Span span, Workspace& workspace) {
  const ObjectName object = workspace.object_name(statement.object);
  const Name part = statement.part.value_or(Name{});
  const Places at{span, statement.object.span(), part.span};
  const std::optional<std::string> text = text_of(statement.text);
  switch (statement.target) {
    case ast::CommentTarget::table:
      apply(SetTableComment{object, text}, at, workspace);
      return;
    case ast::CommentTarget::column:
      apply(SetColumnComment{object, part.text, text}, at, workspace);
      return;
    case ast::CommentTarget::constraint:
      apply(SetConstraintComment{object, part.text, text}, at, workspace);
      return;
    case ast::CommentTarget::enumeration:
      apply(SetEnumComment{object, text}, at, workspace);
      return;
    case ast::CommentTarget::index:
      if (const TablePointer table = workspace.find_table_of_index(object, statement.object.span()))
        apply(SetIndexComment{table->name, object.name, text}, at, workspace);
      return;
  }
  GALLEY_ASSERT(false);
}

}  // namespace galley
