"""One series of films, written down in the many ways in which blogs write; every film and person is invented."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape as e


@dataclass(frozen=True)
class Film:
    """A film and all that a post says of it."""

    rank: int
    spelled: str
    title: str
    year: int
    directors: tuple[str, ...]
    cast: tuple[str, ...]
    budget: str
    earned: str
    awards: str
    body: tuple[str, str]
    scene: str
    quote: str
    speaker: str
    trivia: str


FILMS = (
    Film(12, "Twelve", "The Salt Road", 1995, ("Maren Okafor",), ("Ilse Brandvold", "Tomás Quirke", "J. P. Amadi"),
         "$2.5m", "$3.1m", "Won 1 Oscar (Best Sound)",
         ("A carter takes salt over the hills and comes back with a child.", "I have seen it four times. It’s slow."),
         "The child counts the stars and gets them wrong.", "You’ll think it’s the road. It isn’t.", "Old Hallam",
         "The salt was sugar."),
    Film(11, "Eleven", "2046: A Fable", 2004, ("Ann Moor", "Bo Fell"), ("Åsa Lindgren", "Tom Quill, Jr."),
         "£400,000 (est.)", "n/a", "None",
         ("Two clocks disagree. Director: nobody, it seems, for the first hour.", "The ending divides people: I stayed."),  # noqa: E501
         "Both clocks strike at once.", "What time is it? It is late.", "Mayor", "There were no clocks in the script."),
    Film(10, "Ten", "Who Goes?", 1951, ("Una Pell",), ("Mae Loft", "Piet Oort", "Dov Hallam"),
         "$1m", "$9m", "2 nominations",
         ("A lighthouse, a knock, and nobody there.", "It works because it never explains."),
         "The third knock.", "Open it and find out.", "Keeper", "Filmed in nine days."),
)  # fmt: skip

Pair = tuple[str, str]
CREDITS = ("Director", "Starring", "Budget", "Box office", "Awards")
CAPITALS = ("DIRECTED BY", "STARRING", "BUDGET", "EARNED", "AWARDS")
SIDEBARS = ("FAVOURITE SCENE", "FAVOURITE QUOTE", "DID YOU KNOW?")
SMALL = ("Favorite scene", "Favorite quote", "Trivia")


def listed(names: Iterable[str]) -> str:
    """Return names with "and" before the last."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def credit(film: Film, labels: tuple[str, ...] = CREDITS) -> list[Pair]:
    """Return the credits and facts with their labels."""
    return list(zip(labels, (", ".join(film.directors), listed(film.cast), film.budget, film.earned, film.awards),
                    strict=True))  # fmt: skip


def aside(film: Film, labels: tuple[str, ...] = SIDEBARS, quoted: str = "‘{}’ – {}") -> list[Pair]:
    """Return the sidebars with their labels."""
    return list(zip(labels, (film.scene, quoted.format(film.quote, film.speaker), film.trivia), strict=True))


def strong(pairs: Iterable[Pair]) -> list[str]:
    """Return pairs as `<strong>LABEL:</strong> value`."""
    return [f"<strong>{a}{'' if a.endswith('?') else ':'}</strong> {e(b)}" for a, b in pairs]


def p(parts: Iterable[str]) -> str:
    """Return paragraphs of the block editor."""
    return "\n\n".join(f"<!-- wp:paragraph -->\n<p>{part}</p>\n<!-- /wp:paragraph -->" for part in parts)


def tags(parts: Iterable[str], tag: str = "p") -> str:
    """Return parts, each in an element."""
    return "".join(f"<{tag}>{part}</{tag}>" for part in parts)


def usual(film: Film) -> str:
    """Return a post of the block editor in the most usual shape."""
    return p([*strong(credit(film, CAPITALS)), *film.body, *strong(aside(film))])


def headed(film: Film, quote: str) -> str:
    """Return a post whose sidebars stand below headings; `quote` is the HTML of the quotation."""
    return (
        p([*strong(credit(film)), *film.body])
        + f"<h4>Favourite Scene</h4>{p([film.scene])}<h4>Favourite Quote</h4>{quote}<h4>Did You Know</h4>{p([film.trivia])}"  # noqa: E501
    )


Body = Callable[[Film], str]
BODIES: dict[str, Body] = {
    "credits with line breaks": lambda f: p(["<br>".join(strong(credit(f, CAPITALS))), *f.body, *strong(aside(f))]),
    "classic, label and colon apart": lambda f: "\n".join(f"<b>{a}</b>: {e(b)}" for a, b in credit(f))
    + "\n\n" + "\n\n".join(f.body) + "\n\n" + "\n\n".join(f"<b>{a}</b>: {e(b)}" for a, b in aside(f)),
    "value in the next paragraph": lambda f: p(
        [x for a, b in credit(f) for x in (f"<strong>{a}</strong>", e(b))]
        + list(f.body) + [x for a, b in aside(f, SMALL) for x in (f"<strong>{a}</strong>", e(b))]),
    "value in the next line": lambda f: p(
        [f"<strong>{a}</strong><br>{e(b)}" for a, b in credit(f)]
        + list(f.body) + [f"<strong>{a}:</strong><br>{e(b)}" for a, b in aside(f, SMALL)]),
    "a table of credits": lambda f: "<figure><table><tbody>"
    + "".join(f"<tr><td><strong>{a}</strong></td><td>{e(b)}</td></tr>" for a, b in credit(f, CAPITALS))
    + "</tbody></table></figure>" + p([*f.body, *strong(aside(f))]),
    "a list of credits": lambda f: f"<ul>{tags(strong(credit(f)), 'li')}</ul>" + p([*f.body, *strong(aside(f))]),
    "pictograms before labels": lambda f: p(
        ["<br>".join(f"{sign} {a}: {e(b)}" for sign, (a, b) in zip("🎬⭐💰💵🏆", credit(f), strict=True)), *f.body,
         *(f"{sign} <strong>{a}:</strong> {e(b)}" for sign, (a, b) in zip(("🎞️", "💬", "💡"), aside(f), strict=True))]),
    "dashes behind labels": lambda f: p(
        [f"<b>{a}</b> – {e(b)}" for a, b in credit(f)] + list(f.body) + [f"<b>{a}</b> – {e(b)}" for a, b in aside(f, SMALL)]),  # noqa: E501
    "sections with headings": lambda f: f"<h3>Credits</h3>{p(strong(credit(f)))}<h3>The Review</h3>{p(f.body)}"
    + "".join(f"<h3>{a}</h3>{p([e(b)])}" for a, b in aside(f)),
    "a quotation with its source": lambda f: headed(
        f, f'<blockquote class="wp-block-quote"><p>{f.quote}</p><cite>{f.speaker}</cite></blockquote>'),
    "a pull quote": lambda f: headed(
        f, f'<figure class="wp-block-pullquote"><blockquote><p>{f.quote}</p><cite>– {f.speaker}</cite></blockquote></figure>'),  # noqa: E501
    "the speaker in a paragraph of his own": lambda f: headed(f, p([f"<em>“{f.quote}”</em>", f"~ {f.speaker}"])),
    "the speaker first": lambda f: headed(f, p([f"{f.speaker}: “{f.quote}”"])),
    "the speaker in parentheses": lambda f: headed(f, p([f"“{f.quote}” ({f.speaker})"])),
    "no-break spaces and entities": lambda f: "\n\n".join(
        f"<strong>{a}:&nbsp;</strong>{e(b)}".replace("’", "&#8217;").replace("‘", "&lsquo;")
        for a, b in credit(f)) + "\n\n&nbsp;\n\n" + "\n\n".join(x.replace("’", "&rsquo;") for x in f.body)
    + "\n\n" + "\n\n".join(strong(aside(f))).replace("–", "&ndash;"),
    "a definition list": lambda f: f"<dl>{''.join(f'<dt>{a}</dt><dd>{e(b)}</dd>' for a, b in credit(f))}</dl>"
    + tags([*f.body, *strong(aside(f))]),
    "a blog of divs": lambda f: '<div class="separator"><a href="p.jpg"><img src="p.jpg" /></a></div><br /><div>'
    + "<br />".join(f'<span style="x">{x}</span>' for x in strong(credit(f)))
    + "<br /><br />" + "<br /><br />".join([*f.body, *strong(aside(f))]) + "</div>",
    "a div for each line": lambda f: tags(
        [*strong(credit(f)), "<br />", f.body[0], "<br />", f.body[1], "<br />", *strong(aside(f))], "div"),
    "bars between credits": lambda f: tags([" | ".join(f"{a}: {e(b)}" for a, b in credit(f)), *f.body, *strong(aside(f))]),  # noqa: E501
    "strokes between credits": lambda f: tags(
        ["<em>" + " / ".join(f"{a}: {e(b)}" for a, b in credit(f)) + "</em>", *f.body, *strong(aside(f))]),
    "labels as headings": lambda f: tags((f"{a}: {e(b)}" for a, b in credit(f)), "h4") + tags(f.body)
    + tags((f"{a}: {e(b)}" for a, b in aside(f)), "h4"),
    "from a word processor": lambda f: "<!--[if gte mso 9]><xml><o:x></o:x></xml><![endif]-->" + "".join(
        f'<p class="MsoNormal"><b><span lang="EN-GB">{a}: </span></b><span>{e(b)}<o:p></o:p></span></p>'
        for a, b in credit(f)) + tags([*f.body, *strong(aside(f))]),
    "buttons and related posts": lambda f: usual(f)
    + '<div class="sharedaddy"><h3>Share this:</h3><ul><li>Tweet</li></ul></div>'
    '<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3></div>'
    '<ul class="wp-block-social-links"><li>Follow us</li></ul>',
    "the heading once more in the text": lambda f: f"<h2>{f.rank}. {f.title} ({f.year})</h2>" + usual(f),
}  # fmt: skip

TITLES = (
    "Top 12 Films – #{rank} – {title} ({year})", "#{rank} - {title} ({year})", "{rank}. {title} ({year})",
    "{rank}) {title} ({year})", "{rank}.) {title} ({year})", "No. {rank}: {title} ({year})", "{rank} – {title} ({year})",  # noqa: E501
    "{rank}: {title} ({year})", "#{rank} {title} ({year})", "{rank} | {title} | {year}", "{rank}/12: {title} ({year})",
    "Number {spelled}: {title} ({year})", "Number {rank} – {title} ({year})", "{rank}th place: {title} ({year})",
    "{title} ({year}) – #{rank}", "{title} ({year}) | Top 12 Films #{rank}", "Top 12 Films | {rank} | {title} ({year})",
    "My Top 12 Films: {rank}. {title} ({year})", "#{rank} – “{title}” [{year}]", "{rank}. {title}, {year}",
)  # fmt: skip

MANY = (
    "<h2>{rank}. {title} ({year})</h2>", "<h3>#{rank} – {title} ({year})</h3>",
    "<p><strong>{rank}) {title} ({year})</strong></p>", "<p>{rank}. “{title}” ({year})</p>",
    "<h2>{rank}</h2><h3>{title} ({year})</h3>", "<p><strong>#{rank}</strong></p><p><strong>{title} ({year})</strong></p>",  # noqa: E501
    "<h2>Number {spelled}: {title} ({year})</h2>", '<p><img src="a.jpg"></p><h2>{rank} | {title} | {year}</h2>',
)  # fmt: skip


def lines(film: Film) -> str:
    """Return a post as it is when copied from the screen."""
    return "\n".join(f"{a}: {b}" for a, b in credit(film)) + "\n\n" + "\n\n".join(
        [*film.body, *(f"{a}: {b}" for a, b in aside(film))])  # fmt: skip


def heading(film: Film, form: str = TITLES[2]) -> str:
    """Return the heading of a post."""
    return form.format(**{key: getattr(film, key) for key in ("rank", "spelled", "title", "year")})


Files = dict[str, str]


def pages(before: str, after: str = "", suffix: str = "html") -> Files:
    """Return a file for each film; HEAD and BODY in the frame become its heading and text."""
    body = lines if suffix == "txt" else usual
    return {f"p{f.rank}.{suffix}": before.replace("HEAD", heading(f)) + body(f) + after for f in FILMS}


SECRET = "s3cret@mail.example"
_HTML = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>'
PAGES: dict[str, Files] = {
    "pasted from WordPress": pages(
        "Skip to content\nThe Back Row\nA film a day\nMenu\n\nHEAD\nPosted on January 8, 2015 by Nell\n\n",
        "\n\nShare this:\nTwitter\nLike Loading...\nRelated\n2 thoughts on “x”\nBob says:\n1. Heat (1995) is better\n", "txt"),  # noqa: E501
    "pasted from Blogger": pages(
        "Monday, 12 January 2015\n\nHEAD\n\n",
        "\n\nPosted by Odile at 09:30\nBlogThis!\nShare to Twitter\nLabels: films\n\n2 comments:\n\nBob said...\n", "txt"),  # noqa: E501
    "pasted from Medium": pages(
        "Open in app\nSign up\n\nHEAD\n\nOdile Marsh\nFollow\n4 min read\n·\nJan 8, 2015\n\n", "\n\n--\n\nFollow\n", "txt"),  # noqa: E501
    "a page of Ghost": pages(
        f'{_HTML}<article><h1 class="gh-article-title">HEAD</h1><section class="gh-content">',
        '<div class="kg-card kg-button-card"><a>Subscribe</a></div></section></article><section>more</section>'),
    "a page of Squarespace": pages(
        f'{_HTML}<article class="BlogItem"><h1 class="BlogItem-title">HEAD</h1><div class="blog-item-content e-content">',  # noqa: E501
        "</div><div>Share</div></article><footer>Powered by Squarespace</footer>"),
    "a page of Substack": pages(
        f'{_HTML}<article><h1 class="post-title">HEAD</h1><div class="available-content"><div class="body markup">',
        '<div class="subscription-widget-wrap"><p>Thanks for reading!</p></div></div></div></article>'),
}  # fmt: skip

_MEDIUM = pages(
    f'{_HTML}<article class="h-entry"><header><h1 class="p-name">HEAD</h1></header><section class="e-content">'
    '<h3 class="graf--title">HEAD</h3>', "</section><footer><p>Exported from Medium</p></footer></article>")  # fmt: skip  # noqa: E501
_PRIVATE = f"{_HTML}<p>{SECRET}</p><p>a</p>"
_ENTRIES = "".join(
    f"<entry><id>tag:blogger.com,1999:blog-1.post-{f.rank}</id><blogger:type>POST</blogger:type>"
    f"<blogger:status>LIVE</blogger:status><author><name>Odile</name><email>{SECRET}</email></author>"
    f'<title>{e(heading(f))}</title><content type="html">{e(usual(f))}</content></entry>'
    for f in FILMS
)
_TITLED = [f'{f.rank}.slug,2015-01-01T08:00:00.000Z,true,newsletter,everyone,"{heading(f)}",' for f in FILMS]
EXPORTS: dict[str, Files] = {
    "Medium": {
        "README.html": _PRIVATE, "profile/profile.html": _PRIVATE, "ips/ips-0001.html": _PRIVATE,
        "sessions/sessions-0001.html": _PRIVATE, "posts/draft_x.html": _PRIVATE,
        **{f"posts/2015-01-01_{name}": text for name, text in _MEDIUM.items()},
    },
    "Substack": {
        "posts.csv": "\n".join(["post_id,post_date,is_published,type,audience,title,subtitle", *_TITLED,
                                "9.d,,false,newsletter,everyone,s3cret,"]),
        **{f"posts/{f.rank}.slug.html": usual(f) for f in FILMS},
        "posts/9.d.html": f"<p>{SECRET}</p>",
        "posts/12.slug.opens.csv": f"post_id,email\n12,{SECRET}\n", "email_list.row.csv": f"email\n{SECRET}\n",
    },
    "Google Takeout": {
        "Takeout/archive_browser.html": _PRIVATE,
        "Takeout/Blogger/Blogs/Row/feed.atom": '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Row</title>{_ENTRIES}</feed>',
        "Takeout/Blogger/Blogs/Row/settings.csv": f"a,b\n1,{SECRET}",
        "Takeout/Blogger/Blogs/Row/theme-layouts.xml": f'<?xml version="1.0"?><x>{SECRET}</x>',
    },
    "Ghost": {
        "row.json": json.dumps({"db": [{"data": {
            "posts": [
                *({"id": str(f.rank), "title": heading(f), "html": usual(f), "status": "published"} for f in FILMS),
                {"id": "99", "title": "s3cret", "html": f"<p>{SECRET}</p>", "status": "draft"},
            ],
            "users": [{"id": "1", "name": "Odile", "email": SECRET, "password": "s3cret"}],
        }}]}),
    },
}  # fmt: skip


def zipped(files: Files) -> bytes:
    """Return files as a zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()
