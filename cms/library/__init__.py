"""Tools, dossiers and stories: finding them, who may have them, and what goes with them."""
