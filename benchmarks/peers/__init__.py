"""Side by side with other packages: the same inputs, in the same run, on the same machine.

Each peer lives in a throwaway environment that the script makes and takes away again; none is a dependency. `python -m
benchmarks.peers` prints a table: times, their ratio, and whether the answers are the same.
"""
