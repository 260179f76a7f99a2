"""「评测」: runs, two of them side by side, and drafts to label, as pages beside the chat."""
