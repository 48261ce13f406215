"""YAML for the law: no floats, no repeated keys, nothing but plain values."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from payung.foundation.rules.problems import LawRefused

# As with the words: the C parser, where this build has it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_LOADER):  # type: ignore[valid-type, misc]  # chosen when this is read
    """Refuses what would silently change a number or drop a line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        repeated = [key for key in keys if keys.count(key) > 1]
        if repeated:
            raise LawRefused(f"overlap: {repeated[0]} stands twice")
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping

    def refuse_float(self, node: yaml.ScalarNode) -> None:
        raise LawRefused(f"{node.value} is a float; write a whole number or a quoted decimal")


StrictLoader.add_constructor("tag:yaml.org,2002:float", StrictLoader.refuse_float)


def read_yaml(path: Path) -> Any:
    """Return the content of `path`; every refusal names the file."""
    try:
        # StrictLoader is a SafeLoader; the linter only knows the latter by name.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506
    except LawRefused as refused:
        raise LawRefused(f"{path.name}: {refused}") from refused
    except yaml.YAMLError as broken:
        raise LawRefused(f"{path.name}: {broken}") from broken
