"""What moves a result: one number at a time, all together, where the answer turns, and in which part of the ranges."""
