"""Parts of support matching: amounts, what goes together, materials, days to keep."""
