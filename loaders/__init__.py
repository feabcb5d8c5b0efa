"""From a forum's workbook to records and problems: grid, recognise, coerce, check, load."""
