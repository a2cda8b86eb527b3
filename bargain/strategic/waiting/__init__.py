"""Parts of the war of attrition: the types of each party in the order in which they concede, and the time it takes."""
