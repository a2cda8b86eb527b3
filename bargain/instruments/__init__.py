"""Outside options as instruments: levers, threats, the price of red lines, the value of linking issues."""
