"""What was crawled, in the shape that another tool loads: Parquet, CSV, SQLite, DuckDB, packed lines, JSON-LD."""
