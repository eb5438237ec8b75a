"""The package: everything an edition needs, put together by ebooklib from finished bytes, zipped without a clock.

ebooklib is given each file as a plain item. Its own navigation, NCX, cover and chapter classes would make a false
page list of every element with an `epub:type` and rewrite the documents; its zip holds the time of day.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from book.epub.accessibility import judge
from book.epub.archive import pack, read_archive, write_archive
from book.epub.colours import for_every_ground
from book.epub.content import check_files, check_links, read_contents
from book.epub.faces import characters_of, features_of, subset_face
from book.epub.metadata import XML_LANGUAGE, Element, describe, modified
from book.epub.navigation import cover_page, nav_page, ncx_page
from book.epub.page_list import Marker, PageList
from book.epub.pictures import Packed, fit_cover, pack_picture
from book.markup import urls_of
from book.model.edition import Content, Edition, Metadata
from book.model.stores import store_of
from book.problems import Problems, Source

if TYPE_CHECKING:
    from ebooklib import epub

_XHTML = "application/xhtml+xml"
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package: manifest id, name, media type, bytes, manifest properties, and whether it is read."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


def write_package(edition: Edition, cover: bytes | Callable[[], bytes] | None, listed: PageList | None) -> bytes:
    """Return the EPUB file of an edition; raises `BookError` with everything that is wrong in it."""
    if listed:
        edition = replace(edition, documents=listed.documents)
    pages = listed.markers if listed else ()
    problems = Problems()
    contents = read_contents(edition.documents, problems)
    check_links(contents, {document.id: document.title for document in edition.documents}, problems)
    files = _shelf_files(edition, contents, problems)
    problems.stop_if_errors()
    shelf = _read_shelf(edition, files, problems)
    problems.stop_if_errors()
    fonts = {name: data for name, data in shelf.items() if name.startswith("faces/")}
    faces = _faces(edition, contents.values(), fonts)
    pictures = _pictures(edition, {name: data for name, data in shelf.items() if name not in faces}, problems)
    problems.stop_if_errors()

    renamed = {name: packed.name for name, packed in pictures.items() if packed.name != name}
    store = store_of(edition.settings.store)
    made = cover() if callable(cover) else cover
    cover_jpeg = fit_cover(made, store) if made is not None else None
    items = [
        *_navigation(edition, cover_jpeg, pages),
        *_documents(edition, contents, renamed),
        Item("css", "book.css", "text/css", _with_names(for_every_ground(edition.css), renamed).encode()),
        *faces.values(),
        *(
            Item(f"picture-{number}", packed.name, packed.media_type, packed.data)
            for number, packed in enumerate(pictures.values(), start=1)
        ),
    ]
    accessibility = judge(
        edition.metadata,
        contents.values(),
        edition.css,
        cover=cover_jpeg is not None,
        moves=any(packed.moves for packed in pictures.values()),
        pages=bool(pages),
    )
    elements = describe(edition.metadata, accessibility, pages_of=_source_of_pages(edition) if pages else "")
    changed = modified(edition.metadata)
    data = _assemble(items, elements, changed, edition.metadata, has_cover=cover_jpeg is not None)
    if store.file_bytes and len(data) > store.file_bytes:
        message = f"the EPUB has {len(data) / 1e6:,.0f} MB; {store.title} takes {store.file_bytes / 1e6:,.0f}"
        problems.error(edition.settings.source, "too-large", message, "make volumes with `from` and `to`")
    problems.stop_if_errors()
    return data


def _shelf_files(edition: Edition, contents: Mapping[str, Content], problems: Problems) -> tuple[str, ...]:
    """Return the names of the shelf's files that documents and styles use."""
    known = {**edition.shelf, "book.css": None}
    named = [(f"{page}.xhtml", name) for page, held in contents.items() for name in (*held.files, *held.fetched)]
    named += [("book.css", url) for url in urls_of(edition.css)]
    return tuple(name for name in check_files(named, known, problems) if name != "book.css")


def _read_shelf(edition: Edition, names: Iterable[str], problems: Problems) -> dict[str, bytes]:
    shelf: dict[str, bytes] = {}
    for name in names:
        try:
            shelf[name] = edition.shelf[name].path.read_bytes()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            problems.error(Source(name), "unreadable", f"cannot be read any more: {reason}")
    return shelf


def _faces(edition: Edition, contents: Iterable[Content], faces: Mapping[str, bytes]) -> dict[str, Item]:
    characters = characters_of((*(content.characters for content in contents), edition.css, edition.metadata.title))
    features = features_of(edition.css)
    return {
        name: Item(f"face-{number}", name, edition.shelf[name].media_type, subset_face(data, characters, features))
        for number, (name, data) in enumerate(faces.items(), start=1)
    }


def _pictures(edition: Edition, files: Mapping[str, bytes], problems: Problems) -> dict[str, Packed]:
    packed: dict[str, Packed] = {}
    taken = set(edition.shelf)
    store = store_of(edition.settings.store)
    for name, data in files.items():
        media_type = edition.shelf[name].media_type
        if not media_type.startswith("image/"):
            packed[name] = Packed(data, media_type, name)
            continue
        try:
            picture = pack_picture(data, media_type, name, store)
        except (OSError, ValueError, SyntaxError) as error:  # what Pillow raises for broken pictures
            problems.error(Source(name), "broken-picture", f"cannot be opened as a picture: {error}")
            continue
        if picture.name != name and picture.name in taken:
            problems.error(Source(name), "two-pictures", f"becomes “{picture.name}”, a name another picture has")
        taken.add(picture.name)
        packed[name] = picture
    return packed


def _with_names(text: str, renamed: dict[str, str]) -> str:
    for old, new in renamed.items():
        for quote in "\"')":
            text = text.replace(f"{old}{quote}", f"{new}{quote}")
    return text


def _source_of_pages(edition: Edition) -> str:
    """Return the source of the page list: the printed edition's ISBN, or "none" (EPUB Accessibility 1.1, 4.3)."""
    isbn = "".join(filter(str.isalnum, edition.print_pages.isbn)) if edition.print_pages else ""
    return f"urn:isbn:{isbn}" if isbn else "none"


def _navigation(edition: Edition, cover_jpeg: bytes | None, pages: Sequence[Marker]) -> Iterator[Item]:
    cover = cover_jpeg is not None and store_of(edition.settings.store).cover_page
    yield Item("nav", "nav.xhtml", _XHTML, nav_page(edition, cover=cover, pages=pages).encode(), ("nav",))
    yield Item("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx_page(edition, pages).encode())
    if cover_jpeg is not None:
        yield Item("cover-image", "cover.jpg", "image/jpeg", cover_jpeg, ("cover-image",))
    if cover:
        yield Item("cover", "cover.xhtml", _XHTML, cover_page(edition).encode(), in_spine=True)


def _documents(edition: Edition, contents: Mapping[str, Content], renamed: dict[str, str]) -> Iterator[Item]:
    for document in edition.documents:
        data = _with_names(document.xhtml, renamed).encode()
        properties = contents[document.id].properties
        yield Item(document.id, f"{document.id}.xhtml", _XHTML, data, properties, in_spine=True)


def _assemble(
    items: Sequence[Item], elements: Iterable[Element], changed: datetime, metadata: Metadata, *, has_cover: bool
) -> bytes:
    """Return the zip of what ebooklib makes of the items, which are packed meanwhile."""
    with ThreadPoolExecutor() as threads:
        packed = {item.name: threads.submit(pack, item.name, item.data) for item in items}
        folder, files = _described(items, elements, changed, metadata, has_cover=has_cover)
        own = {f"{folder}/{name}": one for name, one in packed.items()}
        return write_archive((name, own[name].result() if name in own else pack(name, files[name])) for name in files)


def _described(
    items: Iterable[Item], elements: Iterable[Element], changed: datetime, metadata: Metadata, *, has_cover: bool
) -> tuple[str, dict[str, bytes]]:
    """Return the folder of the items in the zip, and its files in their order: those of the items without bytes."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier, and the library's version, which says nothing of the book
    for element in elements:
        book.add_metadata("DC" if element.dc else None, element.name, element.words, dict(element.attributes))
    book.add_metadata(None, "meta", "", {"name": "generator", "content": "bookmake"})
    if has_cover:
        book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})  # for readers of EPUB 2
    for item in items:
        book.add_item(_plain(item))
        if item.in_spine:
            book.spine.append(item.id)
    out = io.BytesIO()
    epub.write_epub(
        out,
        book,
        {"mtime": changed, "epub3_pages": False, "epub2_guide": False, "raise_exceptions": True, "compresslevel": 0},
    )
    files = read_archive(out.getvalue())
    name = f"{book.FOLDER_NAME}/content.opf"
    files[name] = _completed(files[name], metadata)
    return book.FOLDER_NAME, files


def _completed(package: bytes, metadata: Metadata) -> bytes:
    """Return the package document with what ebooklib cannot say: its language, and the report behind a claim."""
    from lxml import etree

    root = etree.fromstring(package)
    root.set(XML_LANGUAGE, metadata.language)
    if metadata.conformance and metadata.conformance.report:
        link = {"rel": "a11y:certifierReport", "refines": "#certifier", "href": metadata.conformance.report}
        etree.SubElement(root[0], f"{{{root.nsmap[None]}}}link", link)
    del root.attrib["prefix"]  # declares "rendition", which is reserved and not used
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _plain(item: Item) -> epub.EpubItem:
    from ebooklib import epub

    plain = epub.EpubItem(item.id, item.name, item.media_type)
    plain.properties = list(item.properties)
    return plain
