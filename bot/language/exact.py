"""What a question fixes exactly: codes of documents, ordinals, amounts, versions. Never fuzzy, whoever typed them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from bot.language.calendar_words import number_in_words
from bot.language.countries import countries_in
from bot.language.normal import fold
from bot.language.provinces import provinces_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Fixed(StrEnum):
    """What kind of thing is fixed."""

    CODE = "code"
    ORDINAL = "ordinal"
    ANNIVERSARY = "anniversary"
    AMOUNT = "amount"
    VERSION = "version"
    TELEPHONE = "telephone"
    CLOCK = "clock"
    COUNTRY = "country"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Exact:
    """A fixed thing: ``text[start:end]``.

    ``of`` is what is counted or coded, folded: ``lan thu``, ``%``, ``thue bao``, or a code's letters; empty where the
    text does not say (``3,2 tỷ``, ``công văn 1942``). ``value`` is in plain figures: ``3200000000``, ``30/2020``.
    """

    kind: Fixed
    of: str
    value: str
    start: int
    end: int

    def same_as(self, other: Exact) -> bool:
        """Whether both fix the same thing at the same value, as far as each says."""
        if self.kind is not other.kind:
            return False
        if self.kind is Fixed.CODE:
            return _same_code(self, other)
        return self.value == other.value and (self.of == other.of or not (self.of and other.of))

    def same_kind_as(self, other: Exact) -> bool:
        """Whether both fix the same thing, at whatever value; all codes of documents are one kind."""
        if self.kind is not other.kind:
            return False
        if self.kind is Fixed.AMOUNT and not (self.of and other.of):
            return not {self.of, other.of} & _MEASURES
        return self.kind is Fixed.CODE or self.of == other.of


def _same_code(one: Exact, other: Exact) -> bool:
    """Whether number, letters and year agree; ``nghị định 30`` may be any year's and ``công văn 1942`` anybody's."""
    (number, _, year), (other_number, _, other_year) = one.value.partition("/"), other.value.partition("/")
    letters = one.of.startswith(other.of) or other.of.startswith(one.of) or _mistyped(one.of, other.of)
    return number == other_number and letters and (year == other_year or not (year and other_year))


def _mistyped(one: str, other: str) -> bool:
    """Whether long letters differ by one slip (bttt-cvt); those of short codes (NĐ-CP, NQ-CP) tell them apart."""
    return min(len(one), len(other)) >= _LONG_LETTERS and OSA.distance(one, other, score_cutoff=1) <= 1


_LONG_LETTERS: Final = 6
_LETTERS: Final = r"(?:nd|tt|qd|nq|ct|kh|tb|cv|ttlt|qc|hd|bc|cd|ttr|kl|hdlt|gp)"
_BODIES: Final = r"(?:cp|ttg|tw|ubnd|ubtvqh\d*|b[a-z]{1,7}(?:-b[a-z]{1,7})?)"
_CODES: Final = (
    re.compile(r"(\d(?<![\w/]\d)\d{0,4})/((?:19|20)\d\d)/([a-z][a-z\d-]*)(?!\w)"),
    re.compile(
        rf"(\d(?<![\w/]\d)\d{{0,4}})(?:[/ -]+((?:19|20)\d\d))?[/ -]+({_LETTERS}[ /-]?{_BODIES}|qh\d{{2}})(?![\w/])"
    ),
    re.compile(r"(\d(?<![\w/-]\d)\d{0,4})()[/-]([a-z]{2,6}(?:[/-][a-z][a-z\d]{1,8})+)(?![\w/])"),
)
"""Here and below a digit stands before what must not stand before it: a text is searched for digits at once, while each
of its letters would be tried for what begins by looking back."""
_DOCUMENTS: Final = {
    "nghi dinh": "nd", "thong tu": "tt", "quyet dinh": "qd", "nghi quyet": "nq", "chi thi": "ct", "ke hoach": "kh",
    "thong bao": "tb", "cong van": "", "to trinh": "ttr", "ket luan": "kl", "cong dien": "cd", "van ban": "",
}  # fmt: skip
_NAMED_CODE: Final = re.compile(
    rf"(?<!\w)({'|'.join(_DOCUMENTS)})(?: so)? (\d{{2,5}})(?:/((?:19|20)\d\d)| nam ((?:19|20)\d\d))?(?:/[a-z]{{2,8}})?"
    r"(?![\w/,.]*\d)(?!\w|[/-]\w)"
    r"(?! (?:nam|thang|ngay(?! \d)|nhiem|noi|van|nguoi|don|ty|ti|trieu|nghin|dieu|muc|diem|trang|phan|tinh|bo|"
    r"giai(?! quyet)|%))"
)
_DATED: Final = frozenset(("ke hoach", "thong bao", "ket luan", "van ban"))
"""Documents that are rather called by their year: "kế hoạch 2020"."""
_YEAR_ALONE: Final = re.compile(r"(?:19|20)\d\d")
_ORDINAL: Final = re.compile(
    r"(?<!\w)(lan thu|lan(?= (?:\d{1,2}|[ivx]+)(?!\w))|k[iy] hop thu|khoa|phien (?:hop )?(?:lan )?thu|"
    r"phien(?: hop)?(?= (?:\d{1,2}|[ivx]+)(?![\w/])(?! (?:thang|ngay|buoi|lan|nam|ben|tinh|nuoc|bo|nha|nganh|diem|don|"
    r"co|dia|quoc|xa|huyen|nguoi|dai|doanh|thanh|cap)(?!\w)))|"
    r"phien(?: hop)?(?= dau(?! (?:nam|thang|qui|gio|gia|thau|tu|xuan|khau)(?!\w))(?!\w))|so thu tu|"
    r"tap|quyen|chuong|dieu|khoan|hang(?= (?:[ivx]+|nhat|nhi|ba|tu)(?!\w))|giai(?= (?:nhat|nhi|ba)(?!\w)))"
    r" ((?:hai |ba )?muoi(?: \w+)?|[ivx]+|\d{1,3}|nhat|nhi|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|"
    r"(?<=phien )dau|(?<=phien hop )dau)(?!\w)"
)
_ORDINAL_WORDS: Final = (
    "lan ", "ky hop thu ", "ki hop thu ", "khoa", "phien ", "so thu tu ", "tap ", "quyen ", "chuong ", "dieu ",
    "hang ", "giai ",
)  # fmt: skip
_NUMBERED: Final = re.compile(
    r"(?<!\w)(?!(?:con|tong|trong|mot|chi|k[iy]|he|tri|dan|da|ma|thong|dau|tai|cac|nhung|thu|co|la|tu)(?!\w))"
    r"([a-z]+) so (\d{1,3})(?![\w/%]|[.,-]\d)"
)
"""One of several things of a kind: bão số 3, tuyến số 1."""
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
                 "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "nhat": 1, "nhi": 2, "dau": 1}  # fmt: skip
_STAGE_WORDS: Final = ("giai doan", "dot", "ban tin so", "so bao")
_STAGE: Final = re.compile(rf"(?<!\w)({'|'.join(_STAGE_WORDS)}) (\d{{1,2}}|[ivx]+)(?![\w/])(?! ?[-–] ?\d)")
_ANNIVERSARY: Final = re.compile(
    r"(?<!\w)(?:(?:k[iy] niem|mung|chao mung)(?: lan thu| le)? (\d{1,4})(?: nam)?|"
    r"(\d{1,4}) nam(?= (?:ngay|k[iy] niem|thanh lap|truyen thong|nganh|xay dung)))(?![\w/.])"
)
_ANNIVERSARY_WORDS: Final = (
    "niem", "mung", " nam ngay", " nam thanh lap", " nam truyen thong", " nam nganh", " nam xay dung",
)  # fmt: skip
_NUMBER: Final = r"\d(?<![\w/.,]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*(?:[.,]\d+)?)"
_SCALE: Final = r"(?:nghin|ngan|trieu|t[iy](?! (?:le|vi|trong)))"
_UNIT: Final = (
    r"(?:%|phan tram|dong(?! chi)|vnd|do la|usd|euro|mhz|ghz|mbps|gbps|kbps|km|thue bao|khu vuc|don vi|dai bieu|nguoi|"
    r"ho|tinh|xa|quoc gia|doanh nghiep|nha mang|nhiem vu|luot|diem cau|tram|cuoc)"
)
_AMOUNT: Final = re.compile(rf"({_NUMBER}) ?(?:({_SCALE}(?: {_SCALE})?)(?: ?({_UNIT}))?|({_UNIT}))(?!\w)")
_UNITS: Final = {"phan tram": "%", "vnd": "dong", "do la": "usd"}
_MEASURES: Final = frozenset(("%", "mhz", "ghz", "mbps", "gbps", "kbps", "km"))
"""Units of which nothing without a unit is an amount."""
_SCALES: Final = {"nghin": 3, "ngan": 3, "trieu": 6, "ti": 9, "ty": 9}
_VERSION: Final = re.compile(
    r"(?<![\w.,])(?:(\d)(g)(?!\w)|([a-z]{4,})-(\d{1,2})(?![\w/.-])|"
    r"(ipv|phien ban|version|windows|android|ios|wi-?fi|web|iso|tcvn|qcvn|cong nghiep|cong nghiep lan thu) ?"
    r"(\d+(?:[.:]\d+)*)(?!\w|[.,]\d))"
)
_LABELLED: Final = re.compile(r"\d(?<=[a-z]\d)")
_LABEL: Final = re.compile(r"(?<![\w.,-])([a-z])(\d{1,2})(?:([a-z])(\d{1,2}))?(?!\w|[.-]\w)")
"""A letter with figures, which tells one of several things of a kind: khối C2, nhà ga T3, cúm H5N1."""
_VERSION_WORDS: Final = (
    "ipv", "phien ban", "version", "windows", "android", "ios", "wifi", "wi-fi", "web", "iso", "tcvn", "qcvn",
    "cong nghiep",
)  # fmt: skip
_VERSION_SIGNS: Final = (re.compile(r"\dg"), re.compile(r"-\d"))
_TELEPHONE_WORDS: Final = ("tong dai", "dau so", "hotline", "duong day nong", "so dien thoai")
_TELEPHONE: Final = re.compile(
    r"(?<![\w/.,+-])(?:\+84(?:[ .-]?\d){8,10}|0(?:[ .-]?\d){9,10}|1[89]00[ .]?\d{4,6})(?![\w/])|"
    rf"(?<!\w)(?:{'|'.join(_TELEPHONE_WORDS)})(?: so)? (\d{{3,8}})(?![\w/.,]*\d)"
)
_TELEPHONE_BEGINS: Final = re.compile(r"\+84|0(?:[ .-]?\d){9}|1[89]00")
_CLOCK: Final = re.compile(
    r"(\d(?<![\w/.,]\d)(?:(?<=[01])\d|(?<=2)[0-4])?) ?(?:gio|h|g)(?: ?([0-5]\d)(?: ?phut|p)?)?(?!\w|[/.]\d)"
    r"(?! (?:qua|lien tuc|dong ho|lam|toi|nua|moi))"
)
_LASTING: Final = re.compile(r"(?:trong|hon|khoang|sau|suot|moi|vong|den|\d)(?: vong)? $")
"""What stands before hours that last rather than strike."""


_ALL: Final = frozenset(Fixed)
_CODES_ALONE: Final = frozenset((Fixed.CODE,))
_PLACES: Final = frozenset((Fixed.COUNTRY, Fixed.PROVINCE))


def exacts_in(text: str, kinds: frozenset[Fixed] = _ALL) -> tuple[Exact, ...]:
    """The codes, ordinals, anniversaries, amounts and so on of a text in normal form, in order and apart.

    Args:
        text: to be read.
        kinds: what of them is looked for. What stands behind the last of these in ``Fixed`` is not even read.

    >>> [(e.of, e.value) for e in exacts_in("Nghị định 30/2020/NĐ-CP, lần thứ V, 3,2 tỷ đồng, mạng 5G")]
    [('ndcp', '30/2020'), ('lan thu', '5'), ('dong', '3200000000'), ('g', '5')]
    """
    folded = fold(text)
    has_figures = any(map(str.isdigit, folded))
    places = list(_places(text)) if kinds & _PLACES or not has_figures else []
    if not has_figures and not (places or _ORDINAL.search(folded)):
        return ()
    if kinds <= _PLACES and not places:
        return ()
    taken = [False] * len(folded)
    found: list[Exact] = []
    for exact in chain(_readings(folded, kinds), places):
        if not any(taken[exact.start : exact.end]):
            taken[exact.start : exact.end] = [True] * (exact.end - exact.start)
            if exact.kind in kinds:
                found.append(exact)
    return tuple(sorted(found, key=lambda exact: exact.start))


def _places(text: str) -> Iterator[Exact]:
    for name, start, end in countries_in(text):
        yield Exact(Fixed.COUNTRY, "", name, start, end)
    for name, start, end in provinces_in(text):
        yield Exact(Fixed.PROVINCE, "", name, start, end)


def _readings(folded: str, kinds: frozenset[Fixed]) -> Iterator[Exact]:
    """Everything that may be read, the surest first; nothing behind the last of those kinds."""
    yield from _codes(folded)
    if kinds == _CODES_ALONE:
        return
    if _holds(folded, _TELEPHONE_WORDS) or _TELEPHONE_BEGINS.search(folded):
        for match in _TELEPHONE.finditer(folded):
            number = re.sub(r"\D", "", match.group(1) or match.group())
            yield Exact(Fixed.TELEPHONE, "", re.sub("^84", "0", number), match.start(), match.end())
    yield from _ordinals(folded)
    if _holds(folded, _VERSION_WORDS) or any(sign.search(folded) for sign in _VERSION_SIGNS):
        for match in _VERSION.finditer(folded):
            of = match.group(2) or match.group(3) or match.group(5).replace("-", "").removesuffix(" lan thu")
            value = match.group(1) or match.group(4) or match.group(6)
            yield Exact(Fixed.VERSION, of, value, match.start(), match.end())
    for match in _LABEL.finditer(folded) if _LABELLED.search(folded) else ():
        first, number, second, more = match.groups()
        value = f"{number}.{more}" if more else number
        yield Exact(Fixed.VERSION, f"{first}{second or ''}-", value, match.start(), match.end())
    for match in _AMOUNT.finditer(folded):
        unit = match.group(3) or match.group(4) or ""
        value = _figure(match.group(1), match.group(2) or "")
        yield Exact(Fixed.AMOUNT, _UNITS.get(unit, unit), value, match.start(), match.end())
    for match in _CLOCK.finditer(folded) if Fixed.CLOCK in kinds or kinds & _PLACES else ():
        if not _LASTING.search(folded, max(0, match.start() - 12), match.start()):
            hour = f"{int(match.group(1)) % 12}:{match.group(2) or '00'}"
            yield Exact(Fixed.CLOCK, "", hour, match.start(), match.end())


def _holds(folded: str, words: tuple[str, ...]) -> bool:
    """Whether the text has any of the words that a pattern needs, which takes far less time than the pattern."""
    return any(word in folded for word in words)


def _beginning_with(words: Iterable[str], pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds, tried only where one of the words stands that all of it begins with."""
    places: list[int] = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            places.append(at)
            at = folded.find(word, at + 1)
    end = 0
    for at in sorted(places):
        if at >= end and (match := pattern.match(folded, at)):
            yield match
            end = match.end()


def _codes(folded: str) -> Iterator[Exact]:
    for pattern in _CODES:
        for match in pattern.finditer(folded):
            letters = re.sub(r"[^a-z\d]", "", match.group(3))
            yield _code(letters, match.group(1), match.group(2), match)
    for match in _beginning_with(_DOCUMENTS, _NAMED_CODE, folded):
        if match.group(1) in _DATED and _YEAR_ALONE.fullmatch(match.group(2)):
            continue
        yield _code(_DOCUMENTS[match.group(1)], match.group(2), match.group(3) or match.group(4), match)


def _ordinals(folded: str) -> Iterator[Exact]:
    for match in _ANNIVERSARY.finditer(folded) if _holds(folded, _ANNIVERSARY_WORDS) else ():
        yield Exact(Fixed.ANNIVERSARY, "", match.group(1) or match.group(2), match.start(), match.end())
    ordinals = _beginning_with(_ORDINAL_WORDS, _ORDINAL, folded)
    for match in chain(ordinals, _beginning_with(_STAGE_WORDS, _STAGE, folded)):
        number = _ordinal(match.group(2))
        if number is not None:
            yield Exact(Fixed.ORDINAL, _counted(match.group(1)), str(number), match.start(), match.end())
    for match in _NUMBERED.finditer(folded) if " so " in folded else ():
        yield Exact(Fixed.ORDINAL, f"{match.group(1)} so", str(int(match.group(2))), match.start(), match.end())


def _code(letters: str, number: str, year: str | None, match: re.Match[str]) -> Exact:
    value = "/".join(part for part in (number.lstrip("0"), year) if part)
    return Exact(Fixed.CODE, letters, value, match.start(), match.end())


def _counted(words: str) -> str:
    """What an ordinal counts; a session is one, however it is called, and "lần 5" is "lần thứ 5"."""
    if words.startswith("phien"):
        return "phien"
    return "lan thu" if words == "lan" else words.replace("ky ", "ki ")


def _ordinal(words: str) -> int | None:
    if words in _ROMAN:
        return _ROMAN[words]
    try:
        return number_in_words(words)
    except ValueError:
        return None


def _figure(written: str, scales: str) -> str:
    """The number in plain figures: ``1.250.000`` is 1250000, ``3,2 tỷ`` 3200000000."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        plain = written.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written):
        plain = written.replace(",", "")
    else:
        plain = written.replace(",", ".")
    number = Decimal(plain).scaleb(sum(_SCALES[scale] for scale in scales.split()))
    return f"{number.normalize():f}"
