// Where the columns of a simple query come from.
#include "catalog/select_list.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

using namespace galley;

namespace {

struct Query {
  std::string text;
  std::string parts;
};

/// "items / sources": * and t.* as they are, "?" for what is no expression of the language, columns by their last name.
std::string parts_of(const std::string& text) {
  const std::optional<SelectList> list = read_select_list(text, {});
  if (!list) return "nothing";
  std::vector<std::string> items;
  for (const SelectItem& item : list->items) {
    const auto* column = item.value ? std::get_if<ColumnReference>(&item.value->node) : nullptr;
    if (item.star)
      items.push_back(item.qualifier.empty() ? "*" : item.qualifier + ".*");
    else
      items.push_back(!item.value ? "?" : column ? column->parts.back().text : "value");
  }
  std::vector<std::string> sources;
  for (const SelectSource& source : list->sources)
    sources.push_back((source.relation.has_schema() ? source.relation.schema.text + "." : "") + source.relation.name.text + " " +
                      source.name);
  return fmt::format("{} / {}", fmt::join(items, ", "), fmt::join(sources, ", "));
}

}  // namespace

TEST_CASE("the list and the tables of a simple query are read") {
  const auto query = GENERATE(values<Query>({
      {"select a, b from t", "a, b / t t"},
      {"SELECT t.a AS x, \"B\" y FROM app.t", "a, B / app.t t"},
      {"select *, u.* from t join u as w on (t.a = w.a) where t.a = 1", "*, u.* / t t, u w"},
      {"select a from t, u left outer join x using (id), z order by 1", "a / t t, u u, x x, z z"},
      {"select distinct on (a, b) a, (select 1 from q limit 1) from t group by a", "a, value / t t"},
      {"select count(*) over (partition by a), a from t", "?, a / t t"},
      {"select a is distinct from b, extract(year from c) from t", "value, value / t t"},
      {"select 1", "value / "},
      {"select sum(a + 1) total from t as o natural join p cross join q r", "value / t o, p p, q r"},
  }));
  INFO(query.text);
  CHECK(parts_of(query.text) == query.parts);
}

TEST_CASE("a query of another shape is not read") {
  const auto query = GENERATE(values<std::string>({
      "with q as (select 1) select * from q",
      "select a from t union select b from u",
      "select a from (select 1 as a) as q",
      "select a from generate_series(1, 2) as a",
      "select a from t as q (a, b)",
      "select a from only t",
      "values (1, 2)",
      "select a from t where b = 'open",
      "",
  }));
  INFO(query);
  CHECK(parts_of(query) == "nothing");
}
