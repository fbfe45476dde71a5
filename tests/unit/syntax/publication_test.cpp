// Publications.
#include "parsing.hpp"

using namespace galley;
using test::Errors;
using test::errors_of;
using test::statement;

TEST_CASE("publications") {
  const auto publication = statement<ast::CreatePublication>(
      "create publication \"News\" for table app.t (a, b) where (a > 0), u, table v, tables in schema r, s, table w "
      "with (publish = 'insert, update', publish_via_partition_root);");
  CHECK(publication.name.text == "News");
  CHECK_FALSE(publication.all_tables);
  REQUIRE(publication.tables.size() == 4);
  CHECK(publication.tables[0].table.schema.text == "app");
  CHECK(publication.tables[0].columns.size() == 2);
  CHECK(publication.tables[0].where.has_value());
  CHECK(publication.tables[1].table.name.text == "u");
  CHECK_FALSE(publication.tables[1].where.has_value());
  CHECK(publication.tables[3].table.name.text == "w");
  REQUIRE(publication.schemas.size() == 2);
  CHECK(publication.schemas[1].text == "s");
  REQUIRE(publication.options.size() == 2);
  CHECK(publication.options[0].is_string);
  CHECK(publication.options[1].value == "true");
  CHECK(statement<ast::CreatePublication>("create publication p for all tables;").all_tables);
  CHECK(statement<ast::CreatePublication>("create publication p;").tables.empty());
  CHECK(statement<ast::CreatePublication>("create publication p for table tables;").tables[0].table.name.text == "tables");
}

TEST_CASE("publications altered") {
  using ast::AlterPublication;
  using enum ast::PublicationAction;
  CHECK(statement<AlterPublication>("alter publication p add table t where (a > 0);").action == add);
  CHECK(statement<AlterPublication>("alter publication p drop table t, u;").tables.size() == 2);
  CHECK(statement<AlterPublication>("alter publication p drop table t;").action == drop);
  CHECK(statement<AlterPublication>("alter publication p set table t, tables in schema s;").action == set);
  CHECK(statement<AlterPublication>("alter publication p drop tables in schema s;").schemas.size() == 1);
  const auto options = statement<AlterPublication>("alter publication p set (publish = '');");
  CHECK(options.action == set_options);
  CHECK(options.options.size() == 1);
}

TEST_CASE("what publications are not") {
  CHECK(errors_of("create publication p for t;") ==
        Errors{"E0101 2:26 expected \"all tables\", \"table\" or \"tables in schema\", found \"t\""});
  CHECK(errors_of("create publication p for table t, ;") == Errors{"E0101 2:35 expected a table name, found \";\""});
  CHECK(errors_of("alter publication p add t;") == Errors{"E0101 2:25 expected \"table\" or \"tables in schema\", found \"t\""});
  CHECK(errors_of("alter publication p refresh;") ==
        Errors{"E0101 2:21 expected \"add\", \"drop\", \"set\", \"rename to\" or \"owner to\", found \"refresh\""});
}

TEST_CASE("what every object has, publications have") {
  CHECK(statement<ast::DropObject>("drop publication if exists p cascade;").object.kind == ast::ObjectKind::publication);
  CHECK(statement<ast::RenameObject>("rename publication p to q;").to.text == "q");
  CHECK(statement<ast::RenameObject>("alter publication p rename to q;").to.text == "q");
  CHECK(statement<ast::SetObjectOwner>("alter publication p owner to r;").owner.text == "r");
  CHECK(statement<ast::CommentOn>("comment on publication p is 'x';").object.kind == ast::ObjectKind::publication);
}
