"""Where the program starts: early enough that Ctrl-C is a sentence also while the solver is being loaded."""

import sys


def main() -> None:
    """The program `sagsfordeler`."""
    try:
        from service.commands import program

        program()()
    except KeyboardInterrupt:
        sys.stderr.write("Afbrudt.\n")
        sys.exit(130)
