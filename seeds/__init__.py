"""What the package ships beside its code: the real article of the demonstration."""
