"""What a person looks at in a browser: one self-contained HTML file, without scripts and without network."""
