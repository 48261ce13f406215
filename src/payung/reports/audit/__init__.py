"""What the inspectorate's auditor asks: where every rupiah is, and which differences are open."""
