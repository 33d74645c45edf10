"""Schemas and what they say: loading, fields, frames, expressions."""
