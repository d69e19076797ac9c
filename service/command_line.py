"""Where the program starts: early enough that Ctrl-C is a sentence also while the solver is being loaded."""

from service.interruption import ignore, obey


def main() -> None:
    """The program `sagsfordeler`. From here on, signals to the process are ours until it is gone."""
    obey(lambda: "Afbrudt.")
    try:
        from service.commands import program

        program()()
    finally:
        # Taking down what was loaded may last a second; a signal then would end the process as if nothing was done.
        ignore()
