"""Printing: names in every script set by HarfBuzz, pages, QRs, and the file around them. Knows nothing of rows."""
