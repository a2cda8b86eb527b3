"""Parts of the games in which two parties offer, demand or announce shares of a pie."""
