// A constraint that is dropped to be made again, by `change constraint` or because no statement takes its validity back: the comment that
// the server has goes with it, and comes back with the new one in the same transaction.
#include <fmt/format.h>

#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {
namespace {

std::string block(const std::string& body) {
  std::string text = do_block("", body);
  text.pop_back();  // a step has no line end
  return text;
}

}  // namespace

bool Lowering::is_made_again(const DropConstraint& change) const {
  if (index_ + 1 >= revision_.operations.size()) return false;
  const auto* next = std::get_if<AddConstraint>(&revision_.operations[index_ + 1].change);
  return next != nullptr && next->table == change.table && next->constraint.name == change.constraint;
}

bool Lowering::was_dropped_for(const AddConstraint& change) const {
  if (index_ == 0) return false;
  const auto* last = std::get_if<DropConstraint>(&revision_.operations[index_ - 1].change);
  return last != nullptr && last->table == change.table && last->constraint == change.constraint.name;
}

bool Lowering::comes_again(const ObjectKey& object) {
  if (made_last_.empty()) {
    for (std::size_t i = 0; i < revision_.operations.size(); ++i)
      if (const auto* create = std::get_if<CreateObject>(&revision_.operations[i].change)) made_last_[create->object->key] = i;
  }
  const auto found = made_last_.find(object);
  return found != made_last_.end() && found->second > index_;
}

void Lowering::remember_comment(const ObjectName& table, const std::string& constraint) {
  add(block(fmt::format(
          "  PERFORM pg_catalog.set_config('galley.comment', coalesce((SELECT pg_catalog.obj_description(oid, 'pg_constraint')\n"
          "    FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass({}) AND conname = {}), ''), false);\n",
          string_literal(qualified(table)), string_literal(constraint))),
      "remember the comment on constraint " + shown(table, constraint), Impact());
}

void Lowering::bring_back_comment(const ObjectName& table, const std::string& constraint) {
  const std::string comment = fmt::format("COMMENT ON CONSTRAINT {} ON {} IS ", identifier(constraint), qualified(table));
  add(block(fmt::format("  IF pg_catalog.current_setting('galley.comment', true) <> '' THEN\n"
                        "    EXECUTE {} || pg_catalog.quote_literal(pg_catalog.current_setting('galley.comment'));\n  END IF;\n",
                        string_literal(comment))),
      "bring back the comment on constraint " + shown(table, constraint), Impact());
}

}  // namespace galley::postgresql
