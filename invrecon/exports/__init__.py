"""From files to rows: formats, encodings, header search, and which role a file plays."""
