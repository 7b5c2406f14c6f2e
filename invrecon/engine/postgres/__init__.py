"""PostgreSQL, say a copy of the ERP's own database, as the engine of a run."""
