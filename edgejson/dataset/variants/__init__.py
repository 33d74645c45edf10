"""Schema variants: the same text, asked with another schema, and the label that follows from it.

A variant is a function from the tree of a schema's fields to another one. Since a node knows where its value stands in
the canonical label, labels follow by one function whatever was done (`form.asked`), and come back by another
(`form.canonical`), which needs only what the record carries.

| module | what |
|---|---|
| `form`, `codes` | the tree; labels there and back; values in other dress |
| `reading` | schema to tree, tree to schema |
| `case`, `borrowing` | what else a variant looks at: text, label, fields of other schemas |
| `fields`, `shape`, `valued`, `telling`, `naming` | the variants |
| `drawing` | the table of kinds; which ones a record gets; the proof that they are exact |
"""
