"""Coverage compares how outlets cover the same event. The pipeline in ten lines:

    documents = reading.sources.read(inputs)             # files, folders, tables -> Document
    articles, rejected = reading.articles.read(...)      # furniture dropped, dated, credited
    sentences = language.sentences.split(articles)       # offsets into each article
    vectors = language.embeddings.embed(sentences)       # unit vectors, cached
    passages, versions = matching.reuse.find(articles)   # copies count once
    events = matching.events.group(articles, vectors)    # what happened
    links = matching.pairs.score(event)                  # do two sentences report one claim?
    claims = matching.claims.group(links)                # propositions, overlapping
    emphasis = measures.emphasis.measure(claims)         # who stressed, who left out
    store.write(comparison, out)                         # one snapshot, all of it or nothing

All of it is called by `comparison.compare`, in this order; nothing else orchestrates.
"""
