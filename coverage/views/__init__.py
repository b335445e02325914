"""The dashboard's pages, one Streamlit file each (`PAGES`), and what they share.

    overview.py  event.py  read.py  voices.py  wording.py  copies.py  timeline.py  search.py
    corpus.py  review.py  present.py  methods.py
                            pages: run by `app.py` through st.navigation
    state.py                the snapshot, the selection, the URL
    queries.py              SQL -> the tables that pages show
    overview_*.py           parts of the overview: filters, rows, blind spots, near events, levels
    event_queries.py        SQL -> the tables of all events at once
    event_filters.py, firsts.py, blind_spots.py, regrouping.py
                            which events are shown, who came first, what an outlet lacks, and
                            what would join and part at another level
    matrix_controls.py, claim_filters.py
                            what stands above the matrix; which claims and outlets it shows
    shown.py                which claims are shown, how ordered and named; the same as CSV
    phrases.py              numbers, dates and findings as sentences
    marking.py              which words of a sentence the others share
    panel.py                one claim in every outlet's words, as HTML; variants.py: these words
                            under one another, their differences marked
    reader.py               one article, block by block, as HTML
    voices_told.py, voices_text.py, voices_panel.py
                            SQL -> who speaks in an event; the same in words and as tables; the
                            sentences behind a bar, as HTML
    copies_*.py             SQL -> an event's articles and passages; copies in words and as CSV; two
                            articles side by side, as HTML, what stands above them, and which of
                            their words differ
    read_*.py               two or three articles side by side: SQL, which of their sentences are
                            joined, which copied, all of it in words; read_columns.py, columns.js
                            and columns.css: the columns, and the lines that a browser draws
    topline.py              which event is shown, and a menu of the others
    linking.py              the link to what is shown, and what is said of one opened later
    chooser.py, snapshots.py
                            the chooser of snapshots; which there are, which an address means
    places.py               which one this session reads, and addresses that go on with it
    sample.py               the second sample, offered beside the first and made when asked for
    choosing.py             a table of which one row is chosen; spans.py: a span of days
    wording_*.py            parts of the Wording page: key words, shifts, scare quotes, names
    timeline_told.py        who told which claim of an event first
    search_*.py, searching.py
                            SQL -> sentences by words or meaning; the same as HTML; what is sought
    instances.py            sentences with some of their words marked, as HTML
    strictness.py           the slider of match strictness, and an event's claims grouped anew by it
    whole.py, page_text.py  a whole page beside its articles, its lines marked; the same as HTML
    unused.py               the pages that were not used
    adding.py               documents added in the app; correcting.py: outlets, dates and events
    corrected.py            the snapshot with its claims as corrected since it was built
    correct_claim.py        the ways to correct a claim, in its panel
    review_*.py             which pairs are worth a look, and how many had one; a pair side by side,
                            as HTML; the corrections of an event
    offering.py             *Add to presentation*; slides.py, slide_*.py, sheets.py: a picked view
                            as a slide; presenter.js, presenter.css: it is scaled to the screen,
                            and turned by keys
    present_edit.py, present_export.py
                            how a presentation is worked on; the same as PowerPoint
    event_told.py, copies_told.py, keys_told.py
                            the tables of a page that its slide shows as well
    subject_*.py            one event as what exports are made of; exports_menu.py, jobs.py: the
                            menu, and the processes behind it
    progress.py, builds.py, server.py
                            the build behind the pages, how far it is, what it brought; the builds
                            that all sessions share
    look.css                the few rules that the theme cannot say

Only the pages, `overview_*`, `matrix_controls`, `read_columns`, `state`, `adding`, `chooser`,
`correcting`, `correct_claim`, `corrected`, `exports_menu`, `offering`, `places`, `present_*`,
`progress`, `review_log`, `sample`, `server`, `sheets`, `strictness`, `topline`, `unused` and
`whole` know Streamlit.
"""

PAGES = (
    "overview",
    "event",
    "read",
    "voices",
    "wording",
    "copies",
    "timeline",
    "search",
    "corpus",
    "review",
    "present",
    "methods",
)
"""Names of the modules that are pages, in the order of the navigation."""
