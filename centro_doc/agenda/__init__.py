"""La agenda legislativa: los cinco temas y lo que define a cada uno."""
