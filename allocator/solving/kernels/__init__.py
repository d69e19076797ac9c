"""The compiled inner loops, all on one compact form of the problem (`core`), in whole numbers throughout."""
