# Writes the pages of docs/diagnostics as a C++ table.
#   cmake -DFOLDER=docs/diagnostics -DOUTPUT=embedded_pages.cpp -P embed_pages.cmake
file(GLOB names RELATIVE "${FOLDER}" "${FOLDER}/[A-Z]*[0-9].md")
list(SORT names)
set(table "")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" page)
  if(NOT page MATCHES "^# ([A-Z0-9-]+): ([^\n]+)\n+(.*)$")
    message(FATAL_ERROR "docs/diagnostics/${name}: the first line is \"# CODE: what it is about\"")
  endif()
  set(text "${CMAKE_MATCH_3}")
  string(APPEND table "    {\"${CMAKE_MATCH_1}\", R\"galley(${CMAKE_MATCH_2})galley\", R\"galley(\n${text})galley\"},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "// Made from docs/diagnostics by embed_pages.cmake.
#include \"diag/pages.hpp\"

namespace galley {
namespace {

constexpr Page all_pages[] = {
${table}};

}  // namespace

std::span<const Page> pages() { return all_pages; }

}  // namespace galley
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
