"""The figures in the store: their table, and the SQL that counts records into them."""
