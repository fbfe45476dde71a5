#include "catalog/foreign_functions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace galley {
namespace {

constexpr auto counterparts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"if", "case when CONDITION then VALUE else VALUE end"},
    {"iif", "case when CONDITION then VALUE else VALUE end"},
    {"decode", "case EXPRESSION when VALUE then VALUE else VALUE end"},
    {"ifnull", "coalesce(VALUE, VALUE)"},
    {"isnull", "coalesce(VALUE, VALUE), or the condition: VALUE is null"},
    {"nvl", "coalesce(VALUE, VALUE)"},
    {"nvl2", "case when VALUE is not null then VALUE else VALUE end"},
    {"getdate", "now()"},
    {"getutcdate", "now()"},
    {"sysdate", "now()"},
    {"sysdatetime", "now()"},
    {"utc_timestamp", "now()"},
    {"curdate", "current_date"},
    {"curtime", "current_time"},
    {"newid", "gen_random_uuid()"},
    {"uuid", "gen_random_uuid()"},
    {"uuid_generate_v4", "gen_random_uuid(), or create extension \"uuid-ossp\" before"},
    {"len", "length(VALUE)"},
    {"datalength", "octet_length(VALUE)"},
    {"charindex", "position(PART in VALUE)"},
    {"instr", "position(PART in VALUE)"},
    {"locate", "position(PART in VALUE)"},
    {"convert", "cast(VALUE as TYPE)"},
    {"to_varchar", "cast(VALUE as text)"},
    {"str", "cast(VALUE as text)"},
    {"rand", "random()"},
    {"year", "extract(year from VALUE)"},
    {"month", "extract(month from VALUE)"},
    {"day", "extract(day from VALUE)"},
    {"datepart", "extract(FIELD from VALUE)"},
    {"strftime", "to_char(VALUE, 'YYYY-MM-DD'), or extract(FIELD from VALUE)"},
    {"date_format", "to_char(VALUE, 'YYYY-MM-DD')"},
    {"str_to_date", "to_date(TEXT, 'YYYY-MM-DD')"},
    {"from_unixtime", "to_timestamp(SECONDS)"},
    {"unix_timestamp", "extract(epoch from VALUE)"},
    {"dateadd", "VALUE + interval '1 day'"},
    {"date_add", "VALUE + interval '1 day'"},
    {"date_sub", "VALUE - interval '1 day'"},
    {"datediff", "VALUE - VALUE"},
    {"group_concat", "string_agg(VALUE, ',')"},
    {"listagg", "string_agg(VALUE, ',')"},
    {"last_insert_id", "a value of your own: a script does not hand rows from one statement to the next"},
    {"json_extract", "VALUE -> 'KEY', or VALUE ->> 'KEY' as text"},
    {"ucase", "upper(VALUE)"},
    {"lcase", "lower(VALUE)"},
});

}  // namespace

std::string_view counterpart_of(std::string_view function) {
  const auto known = std::ranges::find(counterparts, function, &std::pair<std::string_view, std::string_view>::first);
  return known == counterparts.end() ? std::string_view() : known->second;
}

}  // namespace galley
