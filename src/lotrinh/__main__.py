"""`python -m lotrinh` is the `lotrinh` command."""

import sys

from lotrinh.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
