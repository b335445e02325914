"""The dashboard: `streamlit run app.py`. Page config and navigation, nothing else."""

from pathlib import Path

import streamlit as st

VIEWS = Path(__file__).parent / "coverage" / "views"

st.set_page_config(
    page_title="Coverage",
    page_icon=str(VIEWS / "mark.svg"),
    layout="wide",
    initial_sidebar_state=200,
)
pages = [
    st.Page(VIEWS / "overview.py", title="Overview", default=True),
    st.Page(VIEWS / "event.py", title="Event"),
    st.Page(VIEWS / "read.py", title="Read"),
    st.Page(VIEWS / "voices.py", title="Voices"),
    st.Page(VIEWS / "wording.py", title="Wording"),
    st.Page(VIEWS / "copies.py", title="Copies"),
    st.Page(VIEWS / "timeline.py", title="Timeline"),
    st.Page(VIEWS / "search.py", title="Search"),
    st.Page(VIEWS / "corpus.py", title="Corpus"),
    st.Page(VIEWS / "review.py", title="Review"),
    st.Page(VIEWS / "present.py", title="Present"),
    st.Page(VIEWS / "methods.py", title="Methods"),
]
st.navigation(pages).run()
