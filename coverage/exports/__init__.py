"""One event as files to take along; each is made of one `Subject`, and computes nothing itself.

subject.py    what there is to tell of an event, as tables and sentences
columns.py    the tables, each column defined; tidy.py: an event's; cell_text.py: texts in cells
tables.py     one long table: CSV, Parquet
workbook.py   an Excel workbook; workbook_*.py: its sheets, and what writes them
bundle.py     all of them in one ZIP
"""
