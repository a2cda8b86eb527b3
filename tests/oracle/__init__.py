"""A slow, plain reference written from the definitions; it shares no code with the solver."""
