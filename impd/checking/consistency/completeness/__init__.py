"""Whether each entry of a register states what an assessor expects of such an entry."""
