"""Printed reports: the lines between the entries are told apart, and totals are held against the entries."""
