// What a random history knows of the schema it has made so far, so that the next statement is a valid one.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace galley::testing {

/// Numbers that are the same on every machine, which the standard's distributions are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::uint64_t next() {  // splitmix64
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool chance(unsigned percent) { return next() % 100 < percent; }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_;
};

enum class RandomType { integer, big, text, varchar, boolean, numeric, date, enumeration, domain };

struct RandomColumn {
  std::string name;  // as it is written
  RandomType type = RandomType::integer;
  std::string type_name;  // of an enumeration or a domain
  bool not_null = false;
  bool ever_not_null = false;  // a downgrade would have to give it values that are gone with the column
  bool has_default = false;
  bool unique = false;  // now or once: its values stay different
  bool generated = false;
  bool key = false;
  bool ever_referred = false;
  std::string references;                // a table's key
  std::set<std::string> users = {};      // indexes and constraints that are made of it
  std::set<std::string> raw_users = {};  // views, triggers: their text is never edited
};

struct RandomTable {
  std::string key;  // among all tables; never changes
  std::string name;
  std::vector<RandomColumn> columns;
  std::map<std::string, std::string> constraints;  // name -> kind: check, unique, foreign key
  std::map<std::string, bool> indexes;             // name -> unique
  std::vector<int> rows;                           // ids that the history has inserted
  int next_row = 1;
  std::set<std::string> raw_users;
  bool identity = false;
  int owner = 0;
};

struct RandomEnum {
  std::vector<std::string> values;
  std::string first;  // never dropped: it is the default of columns
  int owner = 0;
};
struct RandomDomain {
  std::map<std::string, int> checks;  // by name
  int owner = 0;
};
struct RandomView {
  std::string table;
  std::vector<std::string> columns;
  int owner = 0;
  bool has_trigger = false;  // which names it
};

/// What only one of the databases has: a sequence, a function, a policy, a partitioned table ...
struct RandomObject {
  std::string kind;                // as the language writes it, or "own table", "sqlite trigger"
  std::string name;                // as it is written, without a schema
  std::string schema;              // empty: the default one
  std::string table;               // the key of the table that it goes with
  std::vector<std::string> parts;  // columns, attributes, partitions
  int state = 0;                   // what this means is the business of whoever makes such objects
  bool is_used = false;            // once by something that does not follow its changes
  int owner = 0;
};

struct RandomSchema {
  std::size_t focus = 0;                      // on what this history does most, as a place among all kinds of statement
  std::map<std::string, RandomTable> tables;  // by a name that never changes
  std::map<std::string, RandomEnum> enums;    // by name
  std::map<std::string, RandomDomain> domains;
  std::map<std::string, RandomView> views;
  std::vector<RandomObject> objects;
  std::vector<std::string> free_names;  // of what was dropped
};

}  // namespace galley::testing
