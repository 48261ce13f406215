"""Loads the law: every rule from parameters/, refused as a whole when one file is wrong."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import ValidationError

from payung.foundation.rules.paper_shapes import ClaimPapers
from payung.foundation.rules.problems import LawRefused
from payung.foundation.rules.schema import Amount, Brackets, Count, Rule, Share
from payung.foundation.rules.settings import Settings, SettingsFile
from payung.foundation.rules.shapes import (
    Ceiling,
    Instalments,
    Ladder,
    Modes,
    Parts,
    Right,
    SchoolAges,
    SchoolLevels,
    Steps,
)
from payung.foundation.rules.strict_yaml import read_yaml

HERE = Path(__file__).parent
PARAMETERS = HERE / "parameters"


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
    jkm_santunan_berkala: Rule[Instalments]
    jkm_biaya_pemakaman: Rule[Amount]
    jkm_masa_tunggu: Rule[Count]
    jkk_bulan_upah: Rule[Count]
    jkk_santunan_kematian: Rule[Share]
    jkk_cacat_total_tetap: Rule[Share]
    jkk_cacat_sebagian: Rule[Parts]
    jkk_cacat_sebagian_batas: Rule[Share]
    jkk_biaya_pemakaman: Rule[Amount]
    jkk_santunan_berkala: Rule[Instalments]
    jkk_stmb: Rule[Steps]
    jkk_transportasi: Rule[Modes]
    jkk_home_care: Rule[Ceiling]
    jkk_prothese_orthese: Rule[Share]
    jkk_gigi_tiruan: Rule[Ceiling]
    jkk_alat_bantu_dengar: Rule[Ceiling]
    jkk_kacamata: Rule[Ceiling]
    jkk_pelayanan_kesehatan: Rule[Right]
    jkk_rehabilitasi_medik: Rule[Right]
    jkk_kembali_bekerja: Rule[Right]
    jkk_hak_gugur: Rule[Count]
    jkk_laporan: Rule[Count]
    jkk_dugaan_diputuskan: Rule[Count]
    layanan_jkm: Rule[Count]
    layanan_jkk: Rule[Count]
    layanan_denda: Rule[Share]
    beasiswa_jenjang: Rule[SchoolLevels]
    beasiswa_sekali: Rule[Amount]
    beasiswa_anak: Rule[Count]
    beasiswa_usia: Rule[Count]
    beasiswa_masa_iur_jkm: Rule[Count]
    beasiswa_anak_bekerja: Rule[Count]
    usia_masuk_sekolah: Rule[SchoolAges]
    tahun_ajaran: Rule[Count]
    ahli_waris: Rule[Ladder]
    ahli_waris_dewasa: Rule[Count]
    berkas_klaim: Rule[ClaimPapers]
    settings: Settings

    def reading(self, **readings: str) -> "Law":
        """Return the same law under other readings of what is unsure."""
        return replace(self, settings=self.settings.changed(**readings))


SHAPES: dict[str, Any] = {**get_type_hints(Law), "settings": SettingsFile}
"""The shape of each parameter file: the field of Law that bears its name."""


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


def _read(path: Path, *, on: date | None) -> Any:
    try:
        content = SHAPES[path.stem].model_validate(read_yaml(path))
    except ValidationError as invalid:
        raise LawRefused(f"{path.name}: {invalid}") from invalid
    if on is not None and content.checked_on > on:
        raise LawRefused(f"{path.name}: checked_on lies in the future")
    return content
