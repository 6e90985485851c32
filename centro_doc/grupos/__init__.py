"""Los grupos técnicos de cada tema: quiénes los integran, sus mesas de trabajo y lo que acordaron."""
