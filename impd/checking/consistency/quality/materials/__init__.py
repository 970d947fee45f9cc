"""Materials: donors, banks, vectors, editing reagents, raw materials, adventitious agents."""
