"""La agenda legislativa: los cinco temas y lo que define a cada uno, y las iniciativas con su trámite."""
