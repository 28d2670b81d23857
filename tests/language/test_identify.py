"""The language of an article is told by script and function words, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from llmx.language.text.identify import identify

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))

LANGUAGES = {
    "en": "The government said on Monday that it would not extend the contract, and that it has spoken with all sides.",
    "de": "Die Regierung hat am Montag erklärt, dass sie den Vertrag nicht verlängern werde und mit allen spreche.",
    "fr": "Le gouvernement a annoncé lundi qu'il ne prolongerait pas le contrat et que des discussions ont eu lieu.",
    "es": "El gobierno anunció el lunes que no prolongará el contrato y que se ha hablado con todas las partes.",
    "it": "Il governo ha annunciato lunedì che non prolungherà il contratto e che si è parlato con tutte le parti.",
    "pt": "O governo anunciou na segunda-feira que não vai prolongar o contrato e que houve conversas com as partes.",
    "nl": "De regering heeft maandag aangekondigd dat het contract niet wordt verlengd en dat er is gesproken.",
    "sv": "Regeringen meddelade på måndagen att avtalet inte kommer att förlängas och att man har talat med alla.",
    "da": "Regeringen meddelte mandag, at aftalen ikke bliver forlænget, og at man har talt med alle efter mødet.",
    "pl": "Rząd ogłosił w poniedziałek, że nie przedłuży umowy i że rozmawiano ze wszystkimi stronami o tym, co dalej.",
    "tr": "Hükümet pazartesi günü sözleşmeyi uzatmayacağını açıkladı, ancak bu karar çok önemli ve daha sonra.",
    "id": "Pemerintah mengumumkan pada hari Senin bahwa kontrak itu tidak akan diperpanjang dan mereka sudah tahu.",
    "ru": "Правительство заявило в понедельник, что не будет продлевать договор и что переговоры прошли со всеми.",
    "uk": "Уряд заявив у понеділок, що не буде продовжувати договір і що переговори відбулися з усіма сторонами.",
    "ar": "أعلنت الحكومة يوم الاثنين أنها لن تمدد العقد وقال المتحدث إن المحادثات جرت في العاصمة بعد اجتماع.",
    "fa": "دولت روز دوشنبه اعلام کرد که قرارداد را تمدید نخواهد کرد و با همه طرف‌ها گفتگو شده است.",
    "he": "הממשלה הודיעה ביום שני כי לא תאריך את החוזה.",
    "zh": "政府周一宣布不会延长合同，已经与各方进行了会谈。",
    "ja": "政府は月曜日、契約を延長しないと発表した。",
    "ko": "정부는 월요일에 계약을 연장하지 않겠다고 발표했다.",
    "hi": "सरकार ने सोमवार को कहा कि वह अनुबंध को आगे नहीं बढ़ाएगी और सभी पक्षों से बात हो चुकी है।",
    "el": "Η κυβέρνηση ανακοίνωσε τη Δευτέρα ότι δεν θα παρατείνει τη σύμβαση.",
}


@pytest.mark.parametrize(("code", "text"), LANGUAGES.items())
def test_a_sentence_of_news_is_enough_to_tell_the_language(code: str, text: str) -> None:
    assert identify(text) == code


def test_the_seed_article_is_english_in_every_stretch_of_thirty_words() -> None:
    words = SEED.read_text(encoding="utf-8").split()
    assert {identify(" ".join(words[i : i + 30])) for i in range(0, len(words) - 30, 10)} == {"en"}


def test_english_with_foreign_names_is_english() -> None:
    text = (
        "The mayor of 北京 said that the talks with Владимир Путин and the others were over, and that they had failed."
    )
    assert identify(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "   ", "Hello", "2023-11-07", "?!", "Lucan Ashgrove, Perpetua Ashgrove, Idris Quellmont"]
)
def test_too_little_text_has_no_language(text: str) -> None:
    assert identify(text) is None
