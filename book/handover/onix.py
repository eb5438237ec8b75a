"""The metadata of editions as ONIX for Books 3.0, reference names: what distributors and shops read.

https://www.editeur.org/93/Release-3.0-Downloads/; codes from its code lists, named beside each.
"""

from __future__ import annotations

from datetime import date

from lxml import etree

from book.model.edition import Metadata
from book.model.settings import EditionSettings

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
# list 17: contributor roles
_ROLES = {
    "aut": "A01", "edt": "B01", "ill": "A12", "trl": "B06", "aui": "A24", "aft": "A19", "pht": "A13", "com": "C01",
    "cov": "A36", "bkd": "A11", "nrt": "E07", "wac": "A21",
}  # fmt: skip
_OTHER = "Z99"
# list 150: product forms
_FORMS = {"paperback": "BC", "hardcover": "BB", "linen": "BB"}
# list 27: subject schemes
_SCHEMES = {"bisac": "10", "thema": "93", "bic": "12", "dewey": "01"}
_SUBJECT_KEYWORDS = "20"
# list 74: ISO 639-2/B codes of the languages of books made here
_LANGUAGES = {
    "en": "eng", "de": "ger", "fr": "fre", "es": "spa", "it": "ita", "nl": "dut", "sv": "swe", "da": "dan", "nb": "nor",
    "nn": "nno", "no": "nor", "pt": "por", "pl": "pol", "fi": "fin", "cs": "cze", "ca": "cat", "ja": "jpn", "zh": "chi",
    "ru": "rus", "el": "gre", "tr": "tur", "hu": "hun", "ro": "rum", "is": "ice", "ga": "gle", "cy": "wel",
}  # fmt: skip


class Product:
    """One edition as a product: its settings and metadata, and in print its pages and spine in mm."""

    def __init__(self, settings: EditionSettings, metadata: Metadata, pages: int = 0, spine: float = 0.0) -> None:
        self.settings = settings
        self.metadata = metadata
        self.pages = pages
        self.spine = spine


def onix(products: list[Product], sender: str, sent: date) -> bytes:
    """Return an ONIX 3.0 message about editions; `sent` is the day it is dated."""
    message = etree.Element(f"{{{NAMESPACE}}}ONIXMessage", nsmap={None: NAMESPACE}, release="3.0")
    header = _add(message, "Header")
    _add(_add(header, "Sender"), "SenderName", sender)
    _add(header, "SentDateTime", f"{sent:%Y%m%d}")
    for product in products:
        _product(message, product)
    written: bytes = etree.tostring(message, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text:
        child.text = text
    return child


def _codes(parent: etree._Element, **values: str) -> None:
    for name, value in values.items():
        _add(parent, name, value)


def _product(message: etree._Element, one: Product) -> None:
    metadata = one.metadata
    product = _add(message, "Product")
    reference = metadata.identifier.removeprefix("urn:").replace(":", "-") or metadata.title
    _add(product, "RecordReference", f"{reference}-{one.settings.name or one.settings.format}")
    _add(product, "NotificationType", "03")  # list 1: confirmed on publication
    identifier = _add(product, "ProductIdentifier")
    if metadata.isbn:
        _codes(identifier, ProductIDType="15", IDValue=metadata.isbn)  # list 5: ISBN-13
    else:
        _codes(identifier, ProductIDType="01", IDTypeName="bookmake", IDValue=metadata.identifier or metadata.title)
    _descriptive(product, one)
    _collateral(product, metadata)
    _publishing(product, metadata)


def _descriptive(product: etree._Element, one: Product) -> None:
    settings, metadata = one.settings, one.metadata
    detail = _add(product, "DescriptiveDetail")
    _add(detail, "ProductComposition", "00")  # list 2: single item
    if settings.format == "epub":
        _codes(detail, ProductForm="EA", ProductFormDetail="E101")  # lists 150, 175: digital download, EPUB
        _add(detail, "PrimaryContentType", "10")  # list 81: text
    else:
        _add(detail, "ProductForm", _FORMS.get(settings.binding, "BA"))
        _measures(detail, one)
    _collection(detail, metadata)
    title = _add(detail, "TitleDetail")
    _add(title, "TitleType", "01")  # list 15: distinctive title
    element = _add(title, "TitleElement")
    _add(element, "TitleElementLevel", "01")  # list 149: product
    if metadata.volume_words:
        _add(element, "PartNumber", metadata.volume_words)
    _add(element, "TitleText", metadata.title)
    if metadata.subtitle:
        _add(element, "Subtitle", metadata.subtitle)
    _contributors(detail, metadata)
    language = _add(detail, "Language")
    _codes(language, LanguageRole="01", LanguageCode=_LANGUAGES.get(metadata.language.partition("-")[0].lower(), "und"))
    if one.pages:
        extent = _add(detail, "Extent")
        _codes(extent, ExtentType="00", ExtentValue=str(one.pages), ExtentUnit="03")  # lists 23, 24: pages
    _subjects(detail, metadata)


def _measures(detail: etree._Element, one: Product) -> None:
    trim = one.settings.trim
    for kind, length in (("01", trim.height), ("02", trim.width), ("03", one.spine)):  # list 48
        if length:
            measure = _add(detail, "Measure")
            _codes(measure, MeasureType=kind, Measurement=f"{length:.1f}", MeasureUnitCode="mm")


def _collection(detail: etree._Element, metadata: Metadata) -> None:
    if metadata.series is None:
        return
    collection = _add(detail, "Collection")
    _add(collection, "CollectionType", "10")  # list 148: publisher's collection
    title = _add(collection, "TitleDetail")
    _add(title, "TitleType", "01")
    element = _add(title, "TitleElement")
    _add(element, "TitleElementLevel", "02")  # list 149: collection
    if metadata.series.number is not None:
        _add(element, "PartNumber", str(metadata.series.number))
    _add(element, "TitleText", metadata.series.name)


def _contributors(detail: etree._Element, metadata: Metadata) -> None:
    if not metadata.contributors:
        _add(detail, "NoContributor")
    for number, person in enumerate(metadata.contributors, start=1):
        contributor = _add(detail, "Contributor")
        _codes(contributor, SequenceNumber=str(number), ContributorRole=_ROLES.get(person.role, _OTHER))
        _codes(contributor, PersonName=person.name, PersonNameInverted=person.file_as or person.name)


def _subjects(detail: etree._Element, metadata: Metadata) -> None:
    main = True
    for one in metadata.subjects:
        scheme = _SCHEMES.get(one.scheme)
        if scheme is None:
            continue
        subject = _add(detail, "Subject")
        if main:
            _add(subject, "MainSubject")
            main = False
        _codes(subject, SubjectSchemeIdentifier=scheme, SubjectCode=one.code)
    words = [*metadata.keywords, *(one.code for one in metadata.subjects if one.scheme not in _SCHEMES)]
    if words:
        subject = _add(detail, "Subject")
        _codes(subject, SubjectSchemeIdentifier=_SUBJECT_KEYWORDS, SubjectHeadingText="; ".join(words))


def _collateral(product: etree._Element, metadata: Metadata) -> None:
    if not metadata.description:
        return
    text = _add(_add(product, "CollateralDetail"), "TextContent")
    _codes(text, TextType="03", ContentAudience="00", Text=metadata.description)  # lists 153, 154: description, all


def _publishing(product: etree._Element, metadata: Metadata) -> None:
    detail = _add(product, "PublishingDetail")
    if metadata.publisher:
        publisher = _add(detail, "Publisher")
        _codes(publisher, PublishingRole="01", PublisherName=metadata.publisher)  # list 45: publisher
    _add(detail, "PublishingStatus", "04")  # list 64: active
    if metadata.published:
        published = _add(detail, "PublishingDate")
        _add(published, "PublishingDateRole", "01")  # list 163: publication date
        _add(published, "Date", f"{metadata.published:%Y%m%d}").set("dateformat", "00")
