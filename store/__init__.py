"""What the project keeps: batches of records in DuckDB, the uploaded bytes, one log."""
