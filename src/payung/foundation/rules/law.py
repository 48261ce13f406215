"""Loads the law: every rule from parameters/, refused as a whole when one file is wrong."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from payung.foundation.rules.problems import LawRefused
from payung.foundation.rules.schema import Amount, Brackets, Count, Rule, Share
from payung.foundation.rules.settings import Settings, SettingsFile
from payung.foundation.rules.strict_yaml import read_yaml

HERE = Path(__file__).parent
PARAMETERS = HERE / "parameters"

File = Rule[Amount] | Rule[Brackets] | Rule[Count] | Rule[Share] | SettingsFile

SHAPES: dict[str, type[File]] = {
    "iuran_jkk_bpu": Rule[Brackets],
    "iuran_jkm_bpu": Rule[Amount],
    "iuran_jht_bpu": Rule[Share],
    "potongan_covid": Rule[Share],
    "diskon_pp50_2025_transportasi": Rule[Share],
    "diskon_pp50_2025_lainnya": Rule[Share],
    "jatuh_tempo": Rule[Count],
    "bulan_menunggak_mengakhiri": Rule[Count],
    "tunggakan_boleh_dibayar": Rule[Count],
    "usia_pendaftaran_batas_atas": Rule[Count],
    "jkm_santunan_kematian": Rule[Amount],
    "jkm_santunan_berkala": Rule[Amount],
    "jkm_biaya_pemakaman": Rule[Amount],
    "jkm_masa_tunggu": Rule[Count],
    "settings": SettingsFile,
}


@dataclass(frozen=True)
class Law:
    """All rules, one field per parameter file, and the settings for what is unsure."""

    iuran_jkk_bpu: Rule[Brackets]
    iuran_jkm_bpu: Rule[Amount]
    iuran_jht_bpu: Rule[Share]
    potongan_covid: Rule[Share]
    diskon_pp50_2025_transportasi: Rule[Share]
    diskon_pp50_2025_lainnya: Rule[Share]
    jatuh_tempo: Rule[Count]
    bulan_menunggak_mengakhiri: Rule[Count]
    tunggakan_boleh_dibayar: Rule[Count]
    usia_pendaftaran_batas_atas: Rule[Count]
    jkm_santunan_kematian: Rule[Amount]
    jkm_santunan_berkala: Rule[Amount]
    jkm_biaya_pemakaman: Rule[Amount]
    jkm_masa_tunggu: Rule[Count]
    settings: Settings

    def reading(self, **readings: str) -> "Law":
        """Return the same law under other readings of what is unsure."""
        return replace(self, settings=self.settings.changed(**readings))


def load(folder: Path = PARAMETERS, *, on: date | None = None) -> Law:
    """
    Return the law in `folder`.

    :param on: today, where the caller knows it; then a `checked_on` after it is refused.
    :raises LawRefused: a file is missing, unknown, or breaks a rule for parameter files.
    """
    found = {path.stem for path in folder.glob("*.yaml")}
    if found != SHAPES.keys():
        raise LawRefused(f"{sorted(found ^ SHAPES.keys())} missing or unknown in {folder.name}")
    content: dict[str, Any] = {name: _read(folder / f"{name}.yaml", on=on) for name in SHAPES}
    content["settings"] = Settings(content["settings"].values)
    law = Law(**content)
    wait_from = date.fromisoformat(law.settings["jkm_wait_from"].value)
    if wait_from < min(law.jkm_masa_tunggu.values):
        raise LawRefused(
            "settings.yaml: jkm_wait_from lies before the rule in jkm_masa_tunggu.yaml"
        )
    return law


@lru_cache(maxsize=1)
def current_law() -> Law:
    """Return the law that ships with this version, read once."""
    return load()


def sources() -> dict[str, str]:
    """Return the public source behind each code in `evidence`."""
    return {str(code): str(text) for code, text in read_yaml(HERE / "sources.yaml").items()}


def _read(path: Path, *, on: date | None) -> File:
    try:
        content = SHAPES[path.stem].model_validate(read_yaml(path))
    except ValidationError as invalid:
        raise LawRefused(f"{path.name}: {invalid}") from invalid
    if on is not None and content.checked_on > on:
        raise LawRefused(f"{path.name}: checked_on lies in the future")
    return content
