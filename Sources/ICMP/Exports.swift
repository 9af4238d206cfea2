// An address is part of what this library is asked and answers.
@_exported public import Sockets
