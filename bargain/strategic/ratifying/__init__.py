"""Parts of the ratification game: who has to approve, what leaders and setters then propose, and the evidence."""
