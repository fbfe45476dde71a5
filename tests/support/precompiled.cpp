// The file that tests/support/precompiled.hpp is compiled with.
#include "support/precompiled.hpp"
