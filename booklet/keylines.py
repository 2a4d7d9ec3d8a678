"""The line of every key, table and list entry of a TOML text: what the standard reader does not tell."""

from __future__ import annotations

import re
import tomllib

Keys = tuple[str | int, ...]  # of keys and places in lists, from the top of the file


def find_lines(text: str) -> dict[Keys, int]:
    """Return the line of every key, table and list entry of a TOML text that is known to be valid."""
    return _Scan(text).lines


_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_PLAIN = re.compile(r"[^,\]}\n#]*")


class _Scan:
    """One walk over a valid text."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.line, self.counted = text, 0, 1, 0
        self.lines: dict[Keys, int] = {(): 1}
        self.lists: dict[Keys, int] = {}  # arrays of tables -> entries so far
        base: Keys = ()
        while self._space() < len(text):
            if text.startswith("[", self.at):
                base = self._head()
            else:
                self._pair(base)

    def _space(self) -> int:
        self._take(_SPACE)
        return self.at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None, "the text was parsed before"
        self.at = match.end()
        return match[0]

    def _here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def _note(self, path: Keys) -> None:
        self.lines.setdefault(path, self._here())

    def _head(self) -> Keys:
        double = self.text.startswith("[[", self.at)
        self._here()
        self.at += 2 if double else 1
        keys = self._keys()
        self.at += 2 if double else 1
        path: Keys = ()
        for key in keys[:-1]:
            path = (*path, key)
            self._note(path)
            if path in self.lists:
                path = (*path, self.lists[path] - 1)
        path = (*path, keys[-1])
        self._note(path)
        if double:
            number = self.lists.get(path, 0)
            self.lists[path] = number + 1
            path = (*path, number)
            self._note(path)
        return path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._space()
            if self.text[self.at] in "\"'":
                keys.append(tomllib.loads(f"k = {self._take(_STRING)}")["k"])
            else:
                keys.append(self._take(BARE))
            self._space()
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _pair(self, base: Keys) -> None:
        self._here()
        for key in self._keys():
            base = (*base, key)
            self._note(base)
        self.at += 1  # the equals sign
        self._value(base)

    def _value(self, path: Keys) -> None:
        self._space()
        opening = self.text[self.at]
        if opening in "\"'":
            self._take(_STRING)
        elif opening in "[{":
            self.at += 1
            number = 0
            while self.text[self._space()] not in "]}":
                if opening == "[":
                    self._note((*path, number))
                    self._value((*path, number))
                    number += 1
                else:
                    self._pair(path)
                if self.text[self._space()] == ",":
                    self.at += 1
            self.at += 1
        else:
            self._take(_PLAIN)
