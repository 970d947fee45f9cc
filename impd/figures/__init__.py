"""Pure functions from stated values to drawings (SVG): process, genealogy, heat map, risks, dose steps, timeline."""
