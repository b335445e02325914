"""One event as files to take along; each is made of one `Subject`, and computes nothing itself.

subject.py    what there is to tell of an event, as tables and sentences
columns.py    the tables, each column defined; tidy.py: an event's; cell_text.py: texts in cells
tables.py     one long table: CSV, Parquet
workbook.py   an Excel workbook; workbook_*.py: its sheets, and what writes them
leaflet.py    one HTML file; leaflet_rows.py, leaflet_parts.py: what it lays out
figures.py    the charts; pictures.py: as PNG, SVG, PDF; svg.py: as all programs read it
bundle.py     all of them in one ZIP
"""
