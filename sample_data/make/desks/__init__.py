"""The people of the company: each desk decides what happens in a month and at what cost, and calls the events."""
