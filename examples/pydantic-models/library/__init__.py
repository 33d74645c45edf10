"""What a town library's service keeps, as classes of Pydantic's."""
