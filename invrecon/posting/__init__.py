"""The posting rules as data, the posting setup, and the projection of value entries to postings."""
