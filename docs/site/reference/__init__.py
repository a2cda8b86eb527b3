"""Reference pages made from the code: public names, the command line, the case file, concepts, strategic games."""
