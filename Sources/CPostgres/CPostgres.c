// The package manager builds a C target from at least one source. This one shows that the header stands on its own.
#include "CPostgres.h"
