"""The ten stages, one file each; their order stands in `pipeline/run.py`."""
