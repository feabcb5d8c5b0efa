"""The JSON that the API answers with: figures, lists and refusals. Its routes are `pages.api`."""
