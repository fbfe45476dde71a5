// Options, partitions and identities, above all where a clause could be read in two ways.
#include "parsing.hpp"

using namespace galley;
using test::action;
using test::statement;

namespace {

ast::CreateTable table(std::string_view text) { return statement<ast::CreateTable>(fmt::format("create {};", text)); }
ast::CreateIndex index(std::string_view text) { return statement<ast::CreateIndex>(fmt::format("create {};", text)); }

}  // namespace

TEST_CASE("options of a table come in any order, with commas or without") {
  const auto text =
      GENERATE(as<std::string>(), "table t (a int) strict, without rowid with (fillfactor = 70, toast.x = off) tablespace s comment 'c'",
               "table t (a int) comment 'c' tablespace s, with (fillfactor = 70, toast.x = off) without rowid strict");
  const auto t = table(text);
  CHECK(t.strict);
  CHECK(t.without_rowid);
  REQUIRE(t.options.size() == 2);
  CHECK(t.options[0].name.text == "fillfactor");
  CHECK(t.options[0].value == "70");
  CHECK(t.options[1].name.text == "toast.x");
  CHECK(t.options[1].value == "off");
  CHECK(t.tablespace->text == "s");
  CHECK(t.comment->value == "c");
}

TEST_CASE("a table is unlogged, temporary or neither") {
  CHECK(table("unlogged table t (a int)").unlogged);
  CHECK(table("temporary table t (a int)").temporary);
  CHECK(table("temp table t (a int)").temporary);
  CHECK_FALSE(table("table unlogged (a int)").unlogged);
}

TEST_CASE("a table like another") {
  const auto copy = table("table t (a int, like s.u including all excluding comments, constraint c check (a > 0), like v)");
  REQUIRE(copy.elements.size() == 4);
  const auto& like = std::get<ast::LikeTable>(copy.elements[1]);
  CHECK(like.table.schema.text == "s");
  REQUIRE(like.options.size() == 2);
  CHECK(like.options[0] == ast::LikeOption{true, ast::LikePart::all});
  CHECK(like.options[1] == ast::LikeOption{false, ast::LikePart::comments});
  CHECK(std::get<ast::LikeTable>(copy.elements[3]).options.empty());
  for (const char* part :
       {"comments", "compression", "constraints", "DEFAULTS", "generated", "identity", "indexes", "statistics", "storage"})
    CHECK(std::get<ast::LikeTable>(table(std::string("table t (like u including ") + part + ")").elements.at(0)).options.size() == 1);
}

TEST_CASE("partitions") {
  const auto parent = table("table t (a int, b text) partition by range (a, lower(b) collate \"C\" text_ops) comment 'c'");
  REQUIRE(parent.partition_by);
  CHECK(parent.partition_by->strategy == ast::PartitionStrategy::range);
  REQUIRE(parent.partition_by->keys.size() == 2);
  CHECK(parent.partition_by->keys[1].operator_class->name.text == "text_ops");

  const auto child = table("table p partition of s.t (check (a > 0)) for values from (1, minvalue) to (2, 'x') partition by hash (a)");
  REQUIRE(child.partition_of);
  CHECK(child.partition_of->parent.schema.text == "s");
  CHECK(child.elements.size() == 1);
  const auto& bound = std::get<ast::RangeBound>(child.partition_of->bound.what);
  CHECK(std::get<KeywordValue>(bound.from[1].node).keyword == "minvalue");
  CHECK(std::holds_alternative<Literal>(bound.to[1].node));
  CHECK(child.partition_by->strategy == ast::PartitionStrategy::hash);

  // `with` is a bound and an option.
  const auto hash = table("table p partition of t for values with (modulus 4, remainder 3) with (fillfactor = 70)");
  CHECK(std::get<ast::HashBound>(hash.partition_of->bound.what).remainder == "3");
  CHECK(hash.options.size() == 1);

  // `in` is a bound, not an operator.
  const auto list = action<ast::AttachPartition>("attach partition p for values in (1, null)");
  CHECK(std::get<ast::ListBound>(list.bound.what).values.size() == 2);
  CHECK(std::holds_alternative<ast::DefaultBound>(action<ast::AttachPartition>("attach partition p default").bound.what));
  CHECK(action<ast::DetachPartition>("detach partition p concurrently").concurrently);
}

TEST_CASE("not valid behind a check, default before not null, no inherit before not valid") {
  const auto check = action<ast::AddConstraint>("add constraint c check (a is not null) no inherit not valid");
  CHECK(check.constraint.not_valid);
  CHECK(std::get<ast::CheckConstraint>(check.constraint.what).no_inherit);
  const auto column = action<ast::AddColumn>("add column c int default 0 not null fill d + 1 then drop default");
  CHECK(column.column.attributes.size() == 2);
  CHECK(column.fill);
  CHECK(column.then_drop_default);
  const auto filled = action<ast::AddColumn>("add column fill text not null fill fill");
  CHECK(filled.column.name.text == "fill");
  CHECK(filled.fill);
}

TEST_CASE("using index takes an index over, using (...) converts") {
  const auto key = action<ast::AddConstraint>("add constraint pk primary key using index ux deferrable initially deferred");
  CHECK(key.using_index->text == "ux");
  CHECK(key.constraint.name->text == "pk");
  CHECK(key.constraint.deferral == ast::Deferral::initially_deferred);
  CHECK(std::holds_alternative<ast::UniqueConstraint>(action<ast::AddConstraint>("add unique using index ux").constraint.what));
  CHECK_FALSE(action<ast::AddConstraint>("add unique (index)").using_index);
  CHECK(action<ast::AlterColumnType>("alter column a type int using (index)").using_);
}

TEST_CASE("options of an index come in any order, with before or behind where") {
  const auto text = GENERATE(as<std::string>(), "index i on t (a) include (b) with (fillfactor = 80) tablespace s where a > 0 comment 'c'",
                             "index i on t (a) where a > 0 comment 'c' tablespace s with (fillfactor = 80) include (b)");
  const auto i = index(text);
  CHECK(i.include.size() == 1);
  CHECK(i.options.size() == 1);
  CHECK(i.tablespace->text == "s");
  CHECK(i.where);
  CHECK(i.comment->value == "c");
}

TEST_CASE("identities") {
  const auto added = action<ast::AddIdentity>("alter column c add generated always as identity (as int start 5 no cycle maxvalue 9)");
  CHECK(added.identity.always);
  CHECK(added.identity.options.type->name == "int");
  CHECK(added.identity.options.start == "5");
  CHECK(added.identity.options.cycle == false);
  CHECK(added.identity.options.maximum == "9");
  const auto set = action<ast::SetIdentity>("alter column c set generated by default set increment by 5 restart with 10");
  CHECK(set.always == false);
  CHECK(set.options.increment == "5");
  CHECK(set.restart == "10");
  CHECK_FALSE(action<ast::SetIdentity>("alter column c restart").restart);
  CHECK(action<ast::DropIdentity>("alter column c drop identity if exists").if_exists);
  CHECK(action<ast::DropExpression>("alter column c drop expression if exists").if_exists);
  CHECK(action<ast::SetExpression>("alter column c set expression as (a + 1)").column.text == "c");
}

TEST_CASE("change constraint is an action and a statement") {
  const auto change = action<ast::ChangeConstraint>("change constraint fk on delete set null (a) on update cascade not deferrable");
  CHECK(change.on_delete == ast::ReferentialAction::set_null);
  CHECK(change.on_delete_columns.size() == 1);
  CHECK(change.on_update == ast::ReferentialAction::cascade);
  CHECK(change.deferral == ast::Deferral::not_deferrable);
  const auto altered = statement<ast::AlterTable>("change constraint fk on s.t on delete cascade;");
  CHECK(altered.name.schema.text == "s");
  CHECK(std::get<ast::ChangeConstraint>(altered.actions.at(0).what).on_delete == ast::ReferentialAction::cascade);
}

TEST_CASE("options of a table that exists") {
  CHECK(action<ast::SetTableOptions>("set (fillfactor = 70)").options.size() == 1);
  CHECK(action<ast::ResetTableOptions>("reset (fillfactor, toast.autovacuum_enabled)").options.at(1).text == "toast.autovacuum_enabled");
  CHECK(action<ast::SetTablespace>("set tablespace s").tablespace.text == "s");
  CHECK(action<ast::SetLogged>("set logged").logged);
  CHECK_FALSE(action<ast::SetLogged>("set unlogged").logged);
  CHECK(statement<ast::Reindex>("reindex table concurrently s.t;").concurrently);
  CHECK(statement<ast::Reindex>("reindex index i;").target == ast::ReindexTarget::index);
}
