"""One event as files to take along; each is made of one `Subject`, and computes nothing itself.

subject.py    what there is to tell of an event, as tables and sentences
"""
