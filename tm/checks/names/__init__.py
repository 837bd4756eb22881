"""Rules on names: what the register says, and what one text says in two ways."""
