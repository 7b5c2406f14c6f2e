"""Timings, apart from the tests: nothing here asserts how long anything takes."""
