"""hoibo (Hỏi Bộ): questions about a ministry's activities, answered with dated, linked, verbatim quotations."""

__version__ = "1.0.0"
