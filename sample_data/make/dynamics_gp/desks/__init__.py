"""Who does what: each desk writes rows of the inventory ledger and names the accounts of the G/L."""
