#include "CUSM.h"
