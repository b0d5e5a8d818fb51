"""Who may do what: the declared table against every address, and looking for leaks."""
