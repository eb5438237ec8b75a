"""bookmake turns a folder of ranked reviews into a book: an EPUB 3 and a print-ready PDF.

The pipeline, which log and progress recite in the same words:

1. read      `manuscript`  files → Book
2. people    `people`      Book → Index
3. theme     `theme`       themes/NAME → Theme
4. edition   `edition`     Book + Index + Theme → Edition: content documents, contents, geometry
5. lay out   `pdf`         units laid out apart through `typeset`; page map; index; the join
   package   `epub`        Edition → EPUB
   cover     `cover`       Edition → cover

`book.pipeline` holds the stages together; every stage reports into one `Problems` and raises nothing
but `BookError`. Import from the rooms what you need; this page imports nothing, so that it costs nothing.
"""
