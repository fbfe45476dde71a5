#include "postgresql/lowering.hpp"

#include <catch2/catch.hpp>

#include "expression_builders.hpp"

using namespace galley;
using namespace galley::build;
using namespace galley::postgresql;

namespace {

const ObjectName orders{"public", "orders"};
const ObjectName users{"public", "users"};
const ObjectName status{"public", "status"};

std::shared_ptr<Table> table(const ObjectName& name, std::vector<std::string> columns) {
  auto made = std::make_shared<Table>();
  made->name = name;
  for (std::string& column : columns) {
    Column text_column;
    text_column.name = std::move(column);
    text_column.type = {TypeKind::text, {}, {}, 0, nullptr};
    made->columns.push_back(std::move(text_column));
  }
  return made;
}
Constraint key_to_users(Deferral deferral = Deferral::not_deferrable) {
  ForeignKey key;
  key.columns = {"owner"};
  key.table = users;
  key.referenced_columns = {"id"};
  Constraint constraint;
  constraint.name = "fk";
  constraint.what = key;
  constraint.deferral = deferral;
  return constraint;
}
Operation operation(Change change, std::vector<TableChange> tables = {}) {
  Operation made;
  made.change = std::move(change);
  made.tables = std::move(tables);
  return made;
}
Operation on(const TablePointer& known, Change change) { return operation(std::move(change), {{known, known}}); }

std::vector<Step> lower(std::vector<Operation> operations, int target = 15, std::vector<std::string> expected_codes = {}) {
  const Printing printing{};
  Diagnostics diagnostics;
  std::vector<Step> steps = lower_revision({0, std::move(operations), {}}, printing, {target}, {}, diagnostics);
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics.all()) codes.push_back(diagnostic.code);
  CHECK(codes == expected_codes);
  return steps;
}
std::vector<std::string> texts(const std::vector<Step>& steps) {
  std::vector<std::string> out;
  for (const Step& step : steps) out.push_back(step.sql);
  return out;
}
std::string locks(const Step& step) {
  std::string out;
  for (const Lock& lock : step.locks) out += std::string(lock_mode_name(lock.mode)) + " " + lock.relation + ";";
  return out;
}
Index index_on(const std::string& column_name) {
  Index index;
  index.name = "ix";
  index.keys = {{column(column_name), {}, {}, false, NullsOrder::unspecified}};
  return index;
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a concurrent index can be built again after any failure") {
  const TablePointer known = table(orders, {"a"});
  const std::vector<Step> steps = lower({on(known, CreateIndex{orders, index_on("a"), true, false})});
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].placement == Placement::outside);
  CHECK(steps[0].repetition == Repetition::safe);
  CHECK(steps[0].sql == "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON public.orders (a);");
  CHECK(steps[0].prepare.find("NOT i.indisvalid \\gexec") != std::string::npos);
  CHECK(steps[0].proof.find("indisvalid AND NOT indisunique AND indnkeyatts = 1") != std::string::npos);
  CHECK(locks(steps[0]) == "SHARE UPDATE EXCLUSIVE public.orders;");
}

TEST_CASE("a concurrent drop is proved by the index being gone") {
  const std::vector<Step> steps = lower({on(table(orders, {"a"}), DropIndex{orders, "Ix", true, false, false})});
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].sql == "DROP INDEX CONCURRENTLY IF EXISTS public.\"Ix\";");
  CHECK(steps[0].proof == "pg_catalog.to_regclass('public.\"Ix\"') IS NULL");
  lower({on(table(orders, {"a"}), DropIndex{orders, "ix", true, false, true})}, 15, {"E0420"});
}

TEST_CASE("a new value of an enumeration is committed before anything may use it") {
  const AddEnumValue add{status, "void", ast::ValuePosition::last, ""};
  const TablePointer known = table(orders, {"a"});
  CHECK(lower({operation(add)})[0].placement == Placement::transaction);
  CHECK(lower({operation(add), operation(SetTimeout{})})[0].placement == Placement::transaction);
  CHECK(lower({operation(add), on(known, DropColumn{orders, "a", false, false})})[0].placement == Placement::transaction);
  CHECK(lower({on(known, DeleteRows{orders, {}}), operation(add)})[1].placement == Placement::transaction);
  CHECK(lower({operation(add), on(known, DeleteRows{orders, {}})})[0].placement == Placement::own_transaction);
  CHECK(lower({operation(add), operation(RawSql{.text = "select 1"})})[0].placement == Placement::own_transaction);
  CHECK(lower({operation(add), on(known, SetColumnDefault{orders, "a", text("void")})})[0].placement == Placement::own_transaction);
  CHECK(lower({operation(add), on(known, SetColumnDefault{orders, "a", text("other")})})[0].placement == Placement::transaction);
}

TEST_CASE("locks on both sides of a foreign key are named, and none on a table made in the same revision") {
  const auto child = table(orders, {"owner"});
  const std::vector<Step> steps = lower({on(child, AddConstraint{orders, key_to_users()})});
  CHECK(locks(steps[0]) == "SHARE ROW EXCLUSIVE public.orders;SHARE ROW EXCLUSIVE public.users;");
  CHECK(steps[0].scans_table);
  const std::vector<Step> fresh =
      lower({operation(CreateTable{*child, false}, {{nullptr, child}}), on(child, AddConstraint{orders, key_to_users()})});
  CHECK(locks(fresh[0]) == "");
  CHECK(locks(fresh[1]) == "SHARE ROW EXCLUSIVE public.users;");
  CHECK_FALSE(fresh[1].scans_table);
}

TEST_CASE("whether a change of type rewrites the table follows from the types") {
  const auto [from, to, rewrites] = GENERATE(table<Type, Type, bool>({
      {Type{TypeKind::varchar, {}, {"10"}, 0, nullptr}, Type{TypeKind::varchar, {}, {"20"}, 0, nullptr}, false},
      {Type{TypeKind::varchar, {}, {"20"}, 0, nullptr}, Type{TypeKind::varchar, {}, {"10"}, 0, nullptr}, true},
      {Type{TypeKind::varchar, {}, {"20"}, 0, nullptr}, Type{TypeKind::text, {}, {}, 0, nullptr}, false},
      {Type{TypeKind::text, {}, {}, 0, nullptr}, Type{TypeKind::varchar, {}, {"10"}, 0, nullptr}, true},
      {Type{TypeKind::integer, {}, {}, 0, nullptr}, Type{TypeKind::bigint, {}, {}, 0, nullptr}, true},
      {Type{TypeKind::numeric, {}, {"10", "2"}, 0, nullptr}, Type{TypeKind::numeric, {}, {"12", "2"}, 0, nullptr}, false},
      {Type{TypeKind::numeric, {}, {"10", "2"}, 0, nullptr}, Type{TypeKind::numeric, {}, {"12", "4"}, 0, nullptr}, true},
      {Type{TypeKind::timestamptz, {}, {}, 0, nullptr}, Type{TypeKind::timestamptz, {}, {"3"}, 0, nullptr}, true},
      {Type{TypeKind::character, {}, {"5"}, 0, nullptr}, Type{TypeKind::character, {}, {"9"}, 0, nullptr}, true},
  }));
  const auto known = std::make_shared<Table>();
  known->name = orders;
  Column column_before;
  column_before.name = "a";
  column_before.type = from;
  known->columns = {column_before};
  CHECK(lower({on(known, AlterColumnType{orders, "a", to, {}, {}})})[0].rewrites_table == rewrites);
}

TEST_CASE("SET NOT NULL needs no scan once a valid check proves it") {
  const auto known = table(orders, {"a"});
  CHECK(lower({on(known, SetColumnNotNull{orders, "a", true})})[0].scans_table);
  Constraint check;
  check.name = "ck";
  check.what = Check{is_null(column("a"), true), false};
  known->constraints = {check};
  CHECK_FALSE(lower({on(known, SetColumnNotNull{orders, "a", true})})[0].scans_table);
  known->constraints[0].valid = false;
  CHECK(lower({on(known, SetColumnNotNull{orders, "a", true})})[0].scans_table);
}

TEST_CASE("deferred checks are settled before their table changes") {
  const auto child = table(orders, {"owner"});
  const InsertRows insert{orders, {"owner"}, {}, {{text("x")}}};
  const DropColumn drop{orders, "owner", false, false};
  CHECK(texts(lower({on(child, insert), on(child, drop)})).size() == 2);
  child->constraints = {key_to_users(Deferral::initially_deferred)};
  CHECK(texts(lower({on(child, insert), on(child, drop)})) == Texts{"INSERT INTO public.orders (owner) VALUES ('x');",
                                                                    "SET CONSTRAINTS ALL IMMEDIATE;",
                                                                    "ALTER TABLE public.orders DROP COLUMN owner;"});
  CHECK(texts(lower({operation(RawSql{.text = "select 1"}), on(child, drop)})).size() == 3);
}

TEST_CASE("the timeouts of a revision hold for the statements behind them") {
  const TablePointer known = table(orders, {"a"});
  const std::vector<Step> steps = lower({on(known, DeleteRows{orders, {}}), operation(SetTimeout{ast::TimeoutKind::lock, "1min"}),
                                         on(known, DropTable{orders, false, false})});
  CHECK(steps[0].lock_timeout.empty());
  CHECK(steps.back().lock_timeout == "1min");
  CHECK(steps.back().statement_timeout.empty());
}

TEST_CASE("raw SQL is one step a statement and says what may be repeated") {
  const std::vector<Step> steps = lower({operation(RawSql{.text = "vacuum t; create database d -- at last", .outside_transaction = true})});
  CHECK(texts(steps) == Texts{"vacuum t;", "create database d;"});
  CHECK(steps[0].repetition == Repetition::safe);
  CHECK(steps[1].repetition == Repetition::unsafe);
  CHECK(steps[1].reason == "raw SQL: create database d");
}

TEST_CASE("types of extensions and sub-selects need the default schema on the search path") {
  const auto known = table(orders, {"a"});
  const DeleteRows some_rows{orders, binary(column("a"), "=", text("x"))};
  CHECK_FALSE(lower({on(known, some_rows)})[0].raw);
  known->columns[0].type = {TypeKind::native, {"", "citext"}, {}, 0, nullptr};
  CHECK(lower({on(known, some_rows)})[0].raw);
  CHECK_FALSE(lower({on(known, DropColumn{orders, "a", false, false})})[0].raw);
  known->columns[0].type = {TypeKind::native, {"", "inet"}, {}, 0, nullptr};
  CHECK_FALSE(lower({on(known, some_rows)})[0].raw);
  const Expression some = make(Subquery{Subquery::Form::exists, std::nullopt, false, "select 1"});
  CHECK(lower({on(known, DeleteRows{orders, some})})[0].raw);
}

TEST_CASE("what the target version lacks is refused") {
  const auto known = table(orders, {"a"});
  Constraint unique;
  unique.name = "uq";
  unique.what = Unique{{"a"}, {}, true};
  lower({on(known, AddConstraint{orders, unique})}, 15);
  lower({on(known, AddConstraint{orders, unique})}, 14, {"E0418"});
  AddColumn generated{orders, known->columns[0], {}, false};
  generated.column.generated = Generated{column("a"), false};
  lower({on(known, generated)}, 17, {"E0418"});
  lower({on(known, generated)}, 18);
}

TEST_CASE("dropping a value makes the type anew around everything that depends on it") {
  const auto before = table(orders, {"state", "states", "other"});
  const auto present = std::make_shared<EnumType>(EnumType{.name = status, .values = {{"a", {}}, {"x", {}}}, .comment = "states"});
  const auto wanted = std::make_shared<EnumType>(EnumType{.name = status, .values = {{"a", {}}}, .comment = "states"});
  before->columns[0].type = {TypeKind::enumeration, status, {}, 0, present};
  before->columns[0].default_value = text("a");
  before->columns[1].type = {TypeKind::enumeration, status, {}, 1, present};
  Constraint check;
  check.name = "ck";
  check.what = Check{binary(column("state"), "<>", text("a")), false};
  before->constraints = {check};
  before->indexes = {index_on("state")};
  before->indexes[0].where = binary(column("state"), "=", text("a"));
  const auto after = std::make_shared<Table>(*before);
  Operation drop = operation(DropEnumValue{status, "x", "a"}, {{before, after}});
  drop.enum_before = present;
  drop.enum_after = wanted;
  const std::string compare_values = lower({drop})[0].sql;
  CHECK(compare_values.find("IS DISTINCT FROM ARRAY['a', 'x']") != std::string::npos);
  const std::string remember = lower({drop})[1].sql;
  CHECK(remember.find("['TYPE', 'public.status', ''], ['CONSTRAINT', 'public.orders', 'ck'],\n    ['INDEX', 'public.ix', '']") !=
        std::string::npos);
  const std::string bring_back = lower({drop}).back().sql;
  CHECK(bring_back.find("galley.bring_back") != std::string::npos);
  CHECK(texts(lower({drop})) ==
        Texts{compare_values, remember, "ALTER TYPE public.status RENAME TO status_galley_old;", "CREATE TYPE public.status AS ENUM ('a');",
              "ALTER TABLE public.orders DROP CONSTRAINT ck;", "DROP INDEX public.ix;",
              "ALTER TABLE public.orders\n    ALTER COLUMN state DROP DEFAULT,\n"
              "    ALTER COLUMN state TYPE public.status USING (CASE state::text WHEN 'x' THEN 'a' ELSE state::text END)::public.status,\n"
              "    ALTER COLUMN state SET DEFAULT 'a';",
              "ALTER TABLE public.orders\n"
              "    ALTER COLUMN states TYPE public.status[] USING array_replace(states::text[], 'x', 'a')::public.status[];",
              "ALTER TABLE public.orders ADD CONSTRAINT ck CHECK (state <> 'a');",
              "CREATE INDEX ix ON public.orders (state)\n    WHERE state = 'a';", "ANALYZE public.orders (state);",
              "ANALYZE public.orders (states);", "DROP TYPE public.status_galley_old;", bring_back});
  std::get<DropEnumValue>(drop.change).replacement.reset();
  CHECK(lower({drop})[1].sql.find("GAL-D01: rows of public.orders still have x in state") != std::string::npos);
  CHECK(lower({drop})[1].sql.find("'x' = ANY (states::text[])") != std::string::npos);
}

TEST_CASE("a concurrent index settles nothing: the commit before it does") {
  const auto child = table(orders, {"owner"});
  child->constraints = {key_to_users(Deferral::initially_deferred)};
  const InsertRows insert{orders, {"owner"}, {}, {{text("x")}}};
  const std::vector<Step> steps = lower({on(child, insert), on(child, CreateIndex{orders, index_on("owner"), true, false}),
                                         on(child, DropColumn{orders, "owner", false, false})});
  CHECK(steps.size() == 3);
}
