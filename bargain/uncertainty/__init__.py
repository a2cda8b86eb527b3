"""How sure is that: draws of a case's uncertain numbers, and what each draw would settle."""
