"""Measurements that tests would make only now and then: run one with `python -m benchmarks.pdf`."""
