"""The demo: Kendal and three neighbours, fourteen months, by the operations of real life."""
