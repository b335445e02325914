"""Which words are marked as shared."""

from coverage.views import marking


def test_words_meet_in_spite_of_their_endings() -> None:
    """So "closed" meets "closes", and "Monday's" "Monday"; "about" says too little to count."""
    one, other = marking.words("It closed about Monday's noon"), marking.words("Closes Monday 12")
    assert one & other == {"clos", "monday"}


def test_neighbours_share_a_mark_and_everything_is_escaped() -> None:
    marked = marking.mark("<b>Six hours</b> & more", marking.words("six hours"))
    assert marked == "&lt;b&gt;<mark>Six hours</mark>&lt;/b&gt; &amp; more"


def test_what_stands_everywhere_tells_nothing() -> None:
    """In a piece on Holm her name marks no claim; in three sentences nothing stands everywhere."""
    many = [f"Holm says number{i}" for i in range(marking.COMMON_LEAST)]
    assert marking.common(many) == {"holm"}
    assert marking.common(many[:3]) == set()
