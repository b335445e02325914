"""Measurements that take long: `make bench`."""
