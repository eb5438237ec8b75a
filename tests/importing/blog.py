"""A small blog of our own, as WordPress exports it: every film, person and word in it is invented for these tests."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress.com" created="2019-03-05 18:20"-->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
\t<title>Cold Popcorn</title>
\t<link>https://coldpopcorn.example</link>
\t<description>Films seen from the aisle</description>
\t<language>en-GB</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[odile]]></wp:author_login><wp:author_email><![CDATA[odile@private.example]]></wp:author_email><wp:author_display_name><![CDATA[Odile Marsh]]></wp:author_display_name></wp:author>
"""  # noqa: E501
TAIL = "</channel>\n</rss>\n"

BLOCKS = """<!-- wp:image {"id":71} -->
<figure class="wp-block-image"><img src="https://coldpopcorn.files.example/2019/01/tide-poster.jpg?w=300" alt="Top 40 - Tide" class="wp-image-71"/><figcaption>The tide, <em>going out</em></figcaption></figure>
<!-- /wp:image -->

<!-- wp:paragraph -->
<p><strong>DIRECTED BY:</strong> Una Pell</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p><strong>STARRING:</strong> B. J. Harrow, Tom Quill, Jr. and Åsa Lindgren</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p><strong>BUDGET:</strong> £2m<br><strong>EARNED (Worldwide):</strong> £3.5m</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>Two sisters rake cockles at dawn, and <em>neither</em> will say whose idea the boat was.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>I've walked that shore. It costs 5 &lt; 6 euros to park &amp; nobody checks. Watch the trailer below.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p><strong>FAVORITE SCENE</strong><br>The kettle boils over and they let it.</p>
<!-- /wp:paragraph -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><p><strong>FAVOURITE QUOTE:</strong> ‘You’ll miss it when it’s gone. It’s only mud.’ – Aunt Bee</p></blockquote>
<!-- /wp:quote -->

<!-- wp:paragraph -->
<p><strong>Did you know</strong> The cockles were rubber.</p>
<!-- /wp:paragraph -->

<!-- wp:embed {"url":"https://youtu.be/abc","providerNameSlug":"youtube"} -->
<figure class="wp-block-embed is-provider-youtube"><div class="wp-block-embed__wrapper">
https://youtu.be/abc
</div></figure>
<!-- /wp:embed -->"""  # noqa: E501

CLASSIC = """[caption id="attachment_72" align="left" width="300"]<a href="https://x.example/a"><img class="wp-image-72" src="https://coldpopcorn.files.example/2019/02/lamp-300x200.png" alt="lamp" /></a> The lamp, lit[/caption]<strong>Director:</strong> Ivo &amp; Hanne Brandt
<strong>Cast</strong>: Mae Loft, Piet Oort

A lamplighter loses his ladder.
He blames the moon.

&nbsp;

The second half is <em>slow

and I did not mind</em>. See [sic] and [Blu-ray] too.

[gallery ids="71,72"]

[youtube=http://www.youtube.com/watch?v=zzz&w=640]

<blockquote>Light is a loan.</blockquote>
<ul>
<li>Best: the ladder</li>
<li>Worst: the moon</li>
</ul>
Last words, after a list.

<em>Next: #37.</em>"""  # noqa: E501

SEVERAL = """<p>Three this week, since I was ill.</p>
<h2>37. Ferry (1954)</h2>
<p><em>Dir. Anna Holt</em></p>
<p>A ferry crosses. That is all, and it is plenty.</p>
<h2>36. 1066 Rooms (2004)</h2>
<p>A hotel with too many keys.</p>
<h2>35. M. (2010)</h2>
<p>Nobody says the rest of his name.</p>"""


@dataclass(frozen=True)
class Item:
    """A post, page or other thing of an export."""

    number: int
    title: str
    body: str
    status: str = "publish"
    kind: str = "post"
    day: str = "2019-01-01"
    more: str = ""

    def xml(self) -> str:
        body = self.body.replace("]]>", "]]]]><![CDATA[>")
        return (
            f"\t<item>\n\t\t<title>{escape(self.title)}</title>\n"
            f"\t\t<link>https://coldpopcorn.example/{self.number}/</link>\n"
            "\t\t<dc:creator><![CDATA[odile]]></dc:creator>\n"
            f"\t\t<content:encoded><![CDATA[{body}]]></content:encoded>\n"
            "\t\t<excerpt:encoded><![CDATA[]]></excerpt:encoded>\n"
            f"\t\t<wp:post_id>{self.number}</wp:post_id>\n"
            f"\t\t<wp:post_date><![CDATA[{self.day} 08:00:00]]></wp:post_date>\n"
            f"\t\t<wp:status><![CDATA[{self.status}]]></wp:status>\n"
            f"\t\t<wp:post_type><![CDATA[{self.kind}]]></wp:post_type>\n{self.more}\t</item>\n"
        )


COMMENT = (
    "\t\t<wp:comment><wp:comment_author><![CDATA[Rude Ron]]></wp:comment_author>"
    "<wp:comment_author_email><![CDATA[ron@private.example]]></wp:comment_author_email>"
    "<wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>"
    "<wp:comment_content><![CDATA[This is my number 1. FAVOURITE SCENE: mine.]]></wp:comment_content></wp:comment>\n"
)
PASSWORD = "\t\t<wp:post_password><![CDATA[sesame-street]]></wp:post_password>\n"


def attachment(number: int, name: str) -> Item:
    url = f"\t\t<wp:attachment_url>https://coldpopcorn.files.example/2019/01/{name}</wp:attachment_url>\n"
    return Item(number, name, "", "inherit", "attachment", more=url)


ITEMS = (
    attachment(71, "tide-poster.jpg"),
    attachment(72, "lamp.png"),
    Item(11, "Top 40 Films – #40 – Tide & Time (1987)", BLOCKS, day="2019-01-01", more=COMMENT),
    Item(12, "Top 40 Films – #39 – The Lamplighter (1931)", CLASSIC, day="2019-01-02"),
    Item(13, "Top 40 Films - #39 - 2001: A Garden (2001)", "Said [[x]] to no one.\n\nTwo lines.", day="2019-01-03"),
    Item(14, "Three films, 37 to 35", SEVERAL, day="2019-01-04"),
    Item(15, "Why I count", "<p>Because a list is a promise.</p>", day="2019-01-05"),
    Item(16, "Top 40 Films – #1 – Secret (1999)", "<p>Members only text.</p>", day="2019-01-06", more=PASSWORD),
    Item(17, "Top 40 Films – #2 – Draft (1998)", "<p>Unfinished drivel.</p>", status="draft"),
    Item(18, "Top 40 Films – #3 – Binned (1997)", "<p>Binned words.</p>", status="trash"),
    Item(21, "Top 40 Films – #4 – Waiting (1996)", "<p>Unread by the editor.</p>", status="pending"),
    Item(22, "Top 40 Films – #5 – Mine (1995)", "<p>For my eyes alone.</p>", status="private"),
    Item(23, "Top 40 Films – #6 – Tomorrow (1994)", "<p>Out next week.</p>", status="future"),
    Item(19, "A Reader - 2019", "AUTHOR EMAIL: someone@private.example", kind="feedback"),
    Item(20, "About", "<p>About me.</p>", kind="page"),
)
PRIVATE = (
    "private.example", "192.0.2.7", "Rude Ron", "sesame", "drivel", "Binned", "AUTHOR EMAIL", "my number 1", "About me",
    "Unread by", "my eyes", "next week", "Waiting (1996)", "Mine (1995)",
)  # fmt: skip


def export(items: tuple[Item, ...] = ITEMS) -> str:
    """Return the whole export."""
    return HEAD + "".join(item.xml() for item in items) + TAIL
