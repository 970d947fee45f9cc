"""The fonts of the PDF: those the style sheet brings along, and none the machine has installed."""

from __future__ import annotations

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

# The renderer starts from the machine's own font list; an empty one is not among the calls it declares.
ffi.cdef("FcConfig * FcConfigCreate(void);")


class BundledFonts(FontConfiguration):  # type: ignore[misc]
    """A font list that is empty until ``@font-face`` rules fill it.

    A sign that the bundled fonts lack is then reported, where the machine's list would lend any font that has it
    and the same dossier would give another file on the next machine.
    """

    def __init__(self) -> None:
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}
