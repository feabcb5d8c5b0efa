"""What the serving process holds of workbooks: so many bytes, and so long."""
