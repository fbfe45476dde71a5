// What holds for every plan.
#pragma once

#include "unit/revisions/graph_fixture.hpp"

namespace galley::test {

/// Every step meets what it needs, its statements fit, and the rows after it are the rows of what is applied then.
void check_steps(const History& history, const Plan& plan);

}  // namespace galley::test
