"""What a person is called, from the full name; no name is guessed to be a first name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Written without a full stop; with one, any word of two letters or more is taken for a title.
_TITLES: Final = frozenset(
    (
        *("capt", "captain", "col", "dame", "doctor", "don", "doña", "dr", "frau", "gen", "herr"),
        *("hon", "ing", "judge", "lady", "lord", "madame", "maître", "major", "miss", "mme"),
        *("monsieur", "mr", "mrs", "ms", "mx", "prof", "professor", "rev", "señor", "señora"),
        *("h.c.", "sir", "baron", "baroness", "count", "countess", "father", "freifrau"),
        *("freiherr", "graf", "gräfin", "imam", "madam", "pastor", "rabbi", "sheikh", "sister"),
    )
)
# What begins a family name, in small letters.
_PARTICLES: Final = frozenset(
    (
        *("af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos"),
        *("du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu"),
    )
)
_SUFFIXES: Final = frozenset(("ii", "iii", "iv", "jr", "md", "mba", "phd", "sr"))
_QUOTES: Final = "\"'“”„‟‘’‚‛«»‹›()[]「」『』"
_INITIAL: Final = re.compile(r"\w\.(?:-?\w\.)*")
# The family name stands first in these languages, and in the papers of those who have these names.
_FAMILY_FIRST: Final = frozenset(("hu", "ja", "ko", "vi", "zh"))
_FAMILIES: Final = frozenset(
    """
    bai cai cao chan chang chen cheng cheung chin chiu choi chong chow chu chung cui dai deng ding
    dong du duan fan fang feng fu gao gong gu guo han hao he ho hong hou hsu hu huang hui jia jiang
    jin kang kong kwan kwok lai lam lau lee lei leung li liang liao lim lin ling liu lo long lu luo
    lyu ma mao meng mo ng ni niu ong pan peng qian qiao qin qiu ren shao shen shi song su sun tan
    tang tao teo tian tong tsai tse wan wang wei wen wong wu xia xiang xiao xie xiong xu xue yan
    yang yao ye yeung yi yin yip yu yuan zeng zhai zhang zhao zheng zhong zhou zhu zou
    ahn bae cho gim hwang jang jeon jeong jo jung kim kwon moon nam oh paik park ryu seo shin yoo
    yoon bui dang dinh do duong hoang huynh ly ngo nguyen pham phan tran trinh truong vo vu
    hayashi inoue ito kato kimura kobayashi matsumoto nakamura saito sasaki sato shimizu suzuki
    takahashi tanaka watanabe yamada yamaguchi yamamoto yoshida
    balogh farkas horvath juhasz kiss kovacs lakatos meszaros molnar nagy nemeth papp szabo szucs
    takacs toth varga
    """.split()  # noqa: SIM905
)
# The first word of such a name is one name with the next.
_DOUBLES: Final = {
    "abd abdul abdel abu": "",
    "ana anna anne": "belen cristina isabel julia lena luisa maria marie paula sofia sophie",
    "hans karl klaus": "dieter friedrich georg heinz joachim josef jurgen otto peter werner",
    "jean": "baptiste christophe claude francois jacques louis luc marc marie michel paul philippe "
    "pierre yves",
    "jose juan luis": "alberto andres antonio carlos enrique fernando francisco ignacio javier "
    "jose luis manuel maria miguel pablo ramon",
    "maria": "angeles carmen cristina elena eugenia fernanda isabel jesus jose luisa "
    "mercedes paz pilar teresa victoria",
    "marie mary": "anne ann beth claire france helene jane jo laure lou louise noelle pierre",
}
_SECONDS: Final = {
    first: frozenset(seconds.split())
    for firsts, seconds in _DOUBLES.items()
    for first in firsts.split()
}
_EAST_ASIAN: Final = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # it takes long to compile
_PATRONYMIC: Final = re.compile(r".{3,}(?:[eo]vi(?:ch|ć)|[eo]vna|[ео]вич|[ео]вна)", re.IGNORECASE)


def greeting_in(name: str, language: str = "en") -> str | None:
    """Return the first name in a full name, with both words of a double one.

    `language` is that of the portal. None where nobody can know from the name alone: where the
    family may stand first, of initials, or of a title and one more word.
    """
    family, given = _parts(name)
    typed = (given or family).split()
    words = _bare(typed)
    # With its capitals or a comma a name says itself which part is the family.
    small = [word for word in words if not _is_capitals(word)]
    is_told = bool(given) or 0 < len(small) < len(words)
    words = small or words
    if not words or words[0] in _PARTICLES or _INITIAL.fullmatch(words[0]):
        return None
    if is_told:
        return _first_name(words)
    if len(words) == 1:
        is_one_of_many = len(typed) > 1 and _is_title(typed[0])
        return None if is_one_of_many or _is_east_asian(words[0]) else words[0]
    return None if _may_begin_with_family(words, language) else _first_name(words)


def _is_east_asian(word: str) -> bool:
    return not word.isascii() and re.search(_EAST_ASIAN, word) is not None


def full_name(name: str) -> str:
    """Return a name as it is said: the given name first, without a degree behind a comma."""
    return " ".join(part for part in reversed(_parts(name)) if part)


def words_of_name(name: str) -> list[str]:
    """Return the words of a name, the given name first, without titles, degrees and quotes.

    There is at least one, if there is any in the name.
    """
    words = full_name(name).split()
    return _bare(words) or [*map(_unquoted, words)]


def names_beside(name: str) -> list[str]:
    """Return a full name without its titles and degrees, and the given name first, if longer."""
    words = name.split()
    variants = words_of_name(name), words[_count_titles(words) :]
    return [" ".join(variant) for variant in variants if len(variant) > 1]


def _may_begin_with_family(words: list[str], language: str) -> bool:
    first = _folded(words[0])
    return (
        language.partition("-")[0] in _FAMILY_FIRST
        or first in _FAMILIES
        or _is_east_asian(words[0])
        # In official papers the family name comes before both others.
        or _PATRONYMIC.fullmatch(words[-1]) is not None
    )


def _first_name(words: list[str]) -> str:
    seconds = _SECONDS.get(_folded(words[0]))
    if seconds is None or len(words) == 1:
        return words[0]
    is_double = not seconds or _folded(words[1]) in seconds
    return " ".join(words[:2]) if is_double else words[0]


def _bare(words: list[str]) -> list[str]:
    """Return words without titles before them, degrees behind them, and quotes around them."""
    words = words[_count_titles(words) :]
    while len(words) > 1 and _is_degree(words[-1]):
        words = words[:-1]
    return [*map(_unquoted, words)]


def _folded(word: str) -> str:
    """Return a word in small letters without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not _INITIAL.fullmatch(word)


def _parts(name: str) -> tuple[str, str]:
    """Return the family name and the given one behind a comma, or else a name as it is said."""
    first, *more = (part.strip() for part in name.split(","))
    is_family = " " not in first or first.split()[0] in _PARTICLES
    # A degree stands behind a comma, too, and is no part of what somebody is called.
    given = [part for part in more if not all(map(_is_degree, part.split()))]
    return (first, given[0]) if is_family and given else (first, "")


def _is_degree(text: str) -> bool:
    return text.casefold().replace(".", "") in _SUFFIXES or _is_title(text)


def _unquoted(word: str) -> str:
    return word.strip(_QUOTES) or word


def _count_titles(words: list[str]) -> int:
    return next((n for n, word in enumerate(words) if not _is_title(word)), len(words))


def _is_title(word: str) -> bool:
    is_short = word.endswith(".") and not _INITIAL.fullmatch(word)
    return is_short or word.casefold() in _TITLES
