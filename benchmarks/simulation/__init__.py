"""The speed of the simulation: years of practices and of the optimiser, processes, memory, and a peer on SimPy."""
