"""Spark beside the embedded engine: `engine = "spark"`."""
