"""La bitácora: quién hizo qué, cuándo, sobre qué y por qué. Sólo se le añade."""
