"""Server-rendered pages beside the chat: a page's data in, HTML with addresses of its own out."""
