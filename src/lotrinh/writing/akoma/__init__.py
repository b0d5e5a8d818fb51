"""The parts of an Akoma Ntoso document: names, structure, inline marks, metadata, records."""
