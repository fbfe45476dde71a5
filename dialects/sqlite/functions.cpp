#include "sqlite/functions.hpp"

#include <algorithm>

namespace galley::sqlite {
namespace {

constexpr int any = -1;
constexpr std::string_view ascii_only = "only ASCII letters change";
constexpr std::string_view null_wins = "NULL when an argument is NULL; PostgreSQL skips it";

Function plain(std::string_view name, int least, int most, std::string_view sqlite = {}, std::string_view remark = {}) {
  return {.name = name, .sqlite = sqlite.empty() ? name : sqlite, .least = least, .most = most, .remark = remark};
}
Function special(std::string_view name, FunctionForm form, int least, int most, std::string_view sqlite = {},
                 std::string_view remark = {}) {
  return {.name = name, .sqlite = sqlite, .form = form, .least = least, .most = most, .remark = remark};
}
Function math(std::string_view name, int least, int most, std::string_view sqlite = {}) {
  return {.name = name, .sqlite = sqlite.empty() ? name : sqlite, .least = least, .most = most, .needs_math = true, .remark = {}};
}
Function json(std::string_view name, int least, int most, std::string_view sqlite = {}) {
  return {.name = name, .sqlite = sqlite.empty() ? name : sqlite, .least = least, .most = most, .needs_json = true, .remark = {}};
}

std::vector<Function> all_functions() {
  using enum FunctionForm;
  std::vector<Function> list{
      // moments and identifiers
      special("now", timestamp, 0, 0), special("transaction_timestamp", timestamp, 0, 0), special("statement_timestamp", timestamp, 0, 0),
      special("clock_timestamp", timestamp, 0, 0), special("gen_random_uuid", uuid, 0, 0), special("uuid_generate_v4", uuid, 0, 0),
      special("random", random, 0, 0),
      // choices
      special("coalesce", coalesce, 1, any, "coalesce"), plain("nullif", 2, 2), special("greatest", extremum, 1, any, "max", null_wins),
      special("least", extremum, 1, any, "min", null_wins), plain("ifnull", 2, 2),
      // text
      plain("lower", 1, 1, {}, ascii_only), plain("upper", 1, 1, {}, ascii_only), plain("length", 1, 1),
      plain("char_length", 1, 1, "length"), plain("character_length", 1, 1, "length"), special("octet_length", byte_length, 1, 1),
      plain("trim", 1, 2), plain("btrim", 1, 2, "trim"), plain("ltrim", 1, 2), plain("rtrim", 1, 2), plain("replace", 3, 3),
      plain("substr", 2, 3), plain("substring", 2, 3, "substr"), plain("strpos", 2, 2, "instr"), plain("position", 2, 2, "instr"),
      plain("instr", 2, 2), special("left", FunctionForm::left, 2, 2), special("right", FunctionForm::right, 2, 2),
      special("concat", concat, 1, any), plain("chr", 1, 1, "char"), plain("char", 1, any), plain("ascii", 1, 1, "unicode"),
      plain("unicode", 1, 1), plain("hex", 1, 1), plain("quote", 1, 1), plain("printf", 1, any), plain("typeof", 1, 1),
      // numbers
      plain("abs", 1, 1), plain("round", 1, 2), special("mod", modulo, 2, 2), math("ceil", 1, 1), math("ceiling", 1, 1),
      math("floor", 1, 1), math("sqrt", 1, 1), math("power", 2, 2), math("pow", 2, 2), math("exp", 1, 1), math("ln", 1, 1),
      math("log", 1, 2), math("log10", 1, 1), math("sign", 1, 1), math("trunc", 1, 1), math("pi", 0, 0), math("degrees", 1, 1),
      math("radians", 1, 1), math("sin", 1, 1), math("cos", 1, 1), math("tan", 1, 1), math("asin", 1, 1), math("acos", 1, 1),
      math("atan", 1, 1), math("atan2", 2, 2), math("sinh", 1, 1), math("cosh", 1, 1), math("tanh", 1, 1), math("asinh", 1, 1),
      math("acosh", 1, 1), math("atanh", 1, 1),
      // aggregates, in sub-selects of a HAVING or the like
      plain("count", 0, 1), plain("sum", 1, 1), plain("avg", 1, 1), plain("min", 1, 1), plain("max", 1, 1),
      // JSON
      json("json_build_object", 0, any, "json_object"), json("jsonb_build_object", 0, any, "json_object"),
      json("json_build_array", 0, any, "json_array"), json("jsonb_build_array", 0, any, "json_array"), json("json_array_length", 1, 2),
      json("jsonb_array_length", 1, 1, "json_array_length"), json("json_object", 0, any), json("json_array", 0, any),
      json("json_extract", 2, any), json("json_valid", 1, 1), json("json_type", 1, 2), json("json", 1, 1),
      // SQLite's own, for `on sqlite { }`
      plain("date", 0, any), plain("time", 0, any), plain("datetime", 0, any), plain("julianday", 0, any), plain("strftime", 1, any),
      plain("randomblob", 1, 1), plain("zeroblob", 1, 1)};
  std::sort(list.begin(), list.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
  return list;
}

}  // namespace

const std::vector<Function>& functions() {
  static const std::vector<Function> list = all_functions();
  return list;
}

const Function* find_function(std::string_view name) {
  const auto found = std::lower_bound(functions().begin(), functions().end(), name,
                                      [](const Function& f, std::string_view wanted) { return f.name < wanted; });
  return found != functions().end() && found->name == name ? &*found : nullptr;
}

}  // namespace galley::sqlite
