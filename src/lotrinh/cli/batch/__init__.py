"""Reading whole folders: found, read on several processes or machines, written so that a later run goes on."""
