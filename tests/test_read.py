from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from booklet.errors import BadInput
from booklet.read import read_file, read_folder


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"Plain words.", "utf-8"),
        ("\ufeffWith a mark.".encode(), "utf-8"),
        ("\ufeffBoth bytes é.".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffBoth bytes é.".encode("utf-16-be"), "utf-16-be"),
        ("The café said “no” – twice.".encode("cp1252"), "cp1252"),
        ("Мы помним тех, кто погиб в шахте.".encode("cp1251"), "cp1251"),
        ("Zażółć gęślą jaźń, rzekła matka.".encode("cp1250"), "cp1250"),
        ("İstanbul'da yağmur yağıyor, çocuklar üşüyor.".encode("cp1254"), "cp1254"),
        ("¿Dónde estaban? El niño murió al alba, dijo la señora.".encode("cp1252"), "cp1252"),
        ("O incêndio começou de manhã. São João não respondeu.".encode("cp1252"), "cp1252"),
        ("Það var kalt. Maðurinn þagði, og börnin sváfu við ána.".encode("cp1252"), "cp1252"),
        ("Où étaient-ils ? L’incendie éclata à l’aube.".encode("cp1252"), "cp1252"),
        ("Das Feuer brach früh aus; die Größe der Brücke …".encode("cp1252"), "cp1252"),
        ("He paid £5 for ½ acre, “as agreed”.".encode("cp1252"), "cp1252"),
        ("Accounts. Receipts £14 3s. 6d.; payments £11 0s. 2½d.".encode("cp1252"), "cp1252"),
        ("The fare was £E 4, and that of the guard £E 2.".encode("cp1252"), "cp1252"),
        ("The mayor of Tromsø and Doña Sáinz lay in the café with the Müllers.".encode("cp1252"), "cp1252"),
        ("It reached 43.2 °C by noon.".encode("cp1252"), "cp1252"),
        ("She lives in Calle Mayor 8, 3.º piso, and he in the 1ª Avenida.".encode("cp1252"), "cp1252"),
        ("The letters of Dvořák were left in the hall with the rest.".encode("cp1250"), "cp1250"),
        ("The bust of Brâncuşi was left in the hall with the rest.".encode("cp1250"), "cp1250"),
        ("Požár vypukl za úsvitu, střecha se zřítila.".encode("cp1250"), "cp1250"),
        (
            "Požár vypukl za úsvitu, střecha spadla a lidé utíkali na náměstí; šest jich zahynulo.".encode("iso8859_2"),
            "iso8859_2",
        ),
        ("Wiosną spłynęła ostatnia tratwa, śpiewali całą noc.".encode("iso8859_2"), "iso8859_2"),
        ("A tűz hajnalban tört ki, a tető már beomlott.".encode("cp1250"), "cp1250"),
        ("Focul a izbucnit în zori, acoperişul se prăbuşise.".encode("cp1250"), "cp1250"),
        ("The mayor, Łukasz Dąbrowski, met Jiří Čáslavský. “So.”".encode("cp1250"), "cp1250"),
        ("The writer Yaşar Kemal met Çiğdem Öztürk in İzmir.".encode("cp1254"), "cp1254"),
        ("Пожежа почалася на світанку, її бачили всі.".encode("cp1251"), "cp1251"),
        ("The letter read: «Мы помним». Nothing else.".encode("cp1251"), "cp1251"),
        ("Война.".encode("cp1251"), "cp1251"),
    ],
)
def test_encodings_are_recognised_and_lose_nothing(tmp_path: Path, data: bytes, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    source = read_file(tmp_path / "a.txt")
    assert source.encoding == encoding
    assert source.decoded.encode(encoding) == data == source.data
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.evidence


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"\x00\x01\x02", "null bytes"),
        ("a.txt", b"one\ntwo \x07 bell", "U\\+0007"),
        ("a.txt", b"  \n", "empty"),
        ("a.txt", bytes(range(128, 256)) * 3, "encoding"),
        ("a.html", b"<p>", "browser"),
        ("a.docx", b"PK", "word processor"),
        ("a.pdf", b"%PDF", "select all"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=said) as caught:
        read_folder(tmp_path)
    assert caught.value.where == name
    assert caught.value.advice


def test_a_bad_character_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\ntwo\nthree\x07")
    with pytest.raises(BadInput) as caught:
        read_file(tmp_path / "a.txt")
    assert caught.value.line == 3


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no texts found"):
        read_folder(tmp_path)


def test_links_out_of_the_folder_and_pipes_are_not_opened(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (seeds / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(BadInput, match="link"):
        read_folder(seeds)
    (seeds / "a.txt").unlink()
    os.mkfifo(seeds / "b.txt")
    with pytest.raises(BadInput, match="plain file"):
        read_folder(seeds)


def test_texts_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.TXT", ".hidden.txt", "README.md", "notes.csv"):
        (tmp_path / name).write_text("Words.")
    assert [source.file for source in read_folder(tmp_path)] == ["a.md", "b.txt", "c.TXT"]
