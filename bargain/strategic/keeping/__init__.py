"""Parts of the enforcement game: what keeps a party from violating a peace, and how far each part can give way."""
