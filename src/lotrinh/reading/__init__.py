"""bytes -> text -> structure -> mentions -> records: the reader, without I/O, network or database."""
