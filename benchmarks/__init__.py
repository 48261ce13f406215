"""Speed and memory of what must stay fast, as ratios in the same run."""
