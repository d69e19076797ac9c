"""`python -m allocator.solving.warm_up`: compile the kernels for all processes to come, as a part of the setup."""

import sys

from allocator.solving.kernels.compiling import FOLDER
from allocator.solving.rehearsal import warm_up

if __name__ == "__main__":
    sys.stdout.write(f"Kernels ready after {warm_up():.1f} s, kept in {FOLDER or 'no folder: none is writable'}\n")
