"""What everybody may see: months, cells and rankings with the small counts taken out, once."""
