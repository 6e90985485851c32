"""Lo que toca varias tajadas a la vez: publicar, retirar, reponer."""
