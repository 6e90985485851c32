"""Recorridos de punta a punta en un navegador."""
