"""Pure functions from stated values to drawings (SVG): manufacturing flow charts and batch genealogies."""
