#include "CSNMP.h"
