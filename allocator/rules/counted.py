"""Numbers of things in sentences, in the singular or plural, as each language writes them."""

from models.text import Text


def counted(number: float, da: tuple[str, str], en: tuple[str, str]) -> Text:
    """`number` with the word for one and the word for any other number: `1 sag`, `2,5 sager`."""
    form = 0 if number == 1 else 1
    return Text(da=f"{written(number).da} {da[form]}", en=f"{written(number).en} {en[form]}")


def written(number: float) -> Text:
    """The number without idle decimals, with the decimal sign of each language."""
    digits = f"{number:g}"
    return Text(da=digits.replace(".", ","), en=digits)
