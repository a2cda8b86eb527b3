"""What strategic games are told: plain parameters, checked at the door; the pie and the war of a case."""
