"""Finished PDF -> Findings. Judges the file, never the step that made it."""
