"""Who does what at Karoo Timber and Tools, and which accounts it goes to."""
