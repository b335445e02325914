"""The stages of the pipeline that read: what comes in becomes articles."""
