"""What a measure folder says of itself: ``measure.yml``, ``releases.csv`` and ``gaps.yml``, read strictly.

Follows the SDMX data structure definition in plain words; unknown fields, repeated keys, YAML tags and YAML
aliases are refused, so that a folder from a stranger is data and nothing else.  Raises ``MeasureError``.
"""

from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from onrecord.errors import MeasureError
from onrecord.model import Grain, MeasureKind

__all__ = [
    "CharacterisationDescription",
    "DataFile",
    "GapDescription",
    "GapList",
    "InvariantDescription",
    "MeasureDescription",
    "ReleaseDescription",
    "ReleaseFile",
    "ReleasedTable",
    "UpdateDescription",
    "read_description",
    "validate",
]

MAX_DESCRIPTION = 1_000_000
"""Bytes of a description: the longest shipped one has 12,000."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class CharacterisationDescription(_Strict):
    """Words that characterise what is counted, and the dimension whose codes bear on them."""

    words: list[Text] = Field(min_length=1)
    dimension: Code | None
    note: Text


class InvariantDescription(_Strict):
    """What must hold between the values of a measure; a value that breaks it is kept as suspect.

    ``adds_up``: the codes of ``dimension`` sum to ``total``.  ``never_falls``: the sum of a fiscal year does not fall
    from one release to the next by more than ``limit`` (a fraction).  ``no_repeat``: a release does not show, within
    ``limit``, the figures of an earlier fiscal year; ``no_return``: nor those of an older release, after one with
    others.  ``no_jump``: a value is not ``limit`` times above or below both its neighbours.  ``no_swap``: the two
    ``codes`` of ``dimension`` do not stand in each other's place.
    """

    rule: Literal["adds_up", "never_falls", "no_repeat", "no_return", "no_jump", "no_swap"]
    where: dict[Code, Code] = {}
    dimension: Code | None = None
    total: Code | None = None
    codes: list[Code] = []
    limit: float = Field(default=0, ge=0)
    flags: Literal["value", "release"] = "value"

    @model_validator(mode="after")
    def _names_what_it_needs(self) -> "InvariantDescription":
        if self.rule == "adds_up" and (self.dimension is None or self.total is None):
            raise ValueError("adds_up needs `dimension` and `total`")
        if self.rule == "no_swap" and (self.dimension is None or len(self.codes) != 2):
            raise ValueError("no_swap needs `dimension` and two `codes`")
        if self.rule == "no_jump" and self.limit <= 1:
            raise ValueError("no_jump needs a `limit` above 1")
        return self


class ReleaseFile(_Strict):
    """The list of releases beside the data."""

    file: FileName
    sha256: Sha256
    rows: int = Field(ge=1)


class DataFile(_Strict):
    """One tidy file of observations, its hash, its row count and the range its values must lie in."""

    file: FileName
    sha256: Sha256
    rows: int = Field(ge=1)
    minimum: float
    maximum: float
    ignored: list[Text] = []


class ReleasedTable(_Strict):
    """One table as it was released, from which the tidy data were made: every column is mapped or ignored."""

    file: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*$")]
    sha256: Sha256
    rows: int = Field(ge=1)
    columns: dict[Text, Code]
    ignored: list[str] = []
    provenance: Text


class UpdateDescription(_Strict):
    """Where newer releases come out.

    ``link``, a regular expression, is looked for among the links of the page at ``url``; of several that fit, the
    newest is the one whose named groups, in alphabetical order of their names, are highest.  ``each`` maps names to
    endings of ``url``, which are fetched one by one and read together.
    """

    url: Annotated[str, StringConstraints(pattern=r"^https://[A-Za-z0-9.-]+/\S*$")]
    form: Literal["workbook", "csv", "parquet", "json"]
    link: Text | None = None
    each: dict[Code, Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]] = {}


class ReleaseDescription(_Strict):
    """One row of ``releases.csv``; an empty licence or citation is the measure's own."""

    release: Text
    day: date
    stated_day: date | None
    agency: Text
    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None
    licence: Text | None
    citation: Text | None
    sha256: Sha256
    day_note: Text | None


class RateDescription(_Strict):
    """A topic that is one code of a dimension as a percentage of another."""

    dimension: Code
    part: Code
    whole: Code


class MeasureDescription(_Strict):
    """``measure.yml``: what an agency counts, and the files that hold it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$")]
    title: Text
    agency: Text
    publisher: Text
    definition: Text
    event: Text
    topic: Text
    unit: Text
    factor: float = Field(gt=0)
    kind: MeasureKind
    grain: Grain
    area: Text
    covers: list[Text] = Field(min_length=1)
    leaves_out: list[Text]
    dimensions: dict[Code, dict[Code, Text]]
    key: dict[Code, Code]
    claimed_by: list[Text]
    code_words: dict[Code, dict[Code, list[Text]]] = {}
    part_words: dict[Code, dict[Code, list[Text]]] = {}
    only_with: list[Text] = []
    rates: dict[Text, RateDescription] = {}
    change_error: float = Field(default=0, ge=0)
    characterisations: list[CharacterisationDescription] = []
    invariants: list[InvariantDescription] = []
    counting_rules: list[Text]
    breaks: list[Text]
    caveats: list[Text]
    licence: Text
    citation: Text
    releases: ReleaseFile
    data: list[DataFile] = Field(min_length=1)
    released: list[ReleasedTable] = []
    updates: list[UpdateDescription] = []

    @model_validator(mode="after")
    def _codes_are_declared(self) -> "MeasureDescription":
        if set(self.key) != set(self.dimensions):
            raise ValueError(f"key names {sorted(self.key)}, dimensions {sorted(self.dimensions)}: name the same ones")
        used = [(name, code) for name, code in self.key.items()]
        used += [(name, code) for name, words in self.code_words.items() for code in words]
        used += [(name, code) for name, words in self.part_words.items() for code in words]
        used += [(rate.dimension, code) for rate in self.rates.values() for code in (rate.part, rate.whole)]
        for rule in self.invariants:
            used += list(rule.where.items())
            if rule.dimension is not None:
                used += [(rule.dimension, code) for code in (*rule.codes, *([rule.total] if rule.total else []))]
        for name, code in used:
            if code not in self.dimensions.get(name, {}):
                raise ValueError(f"{name}: {code} is used but not declared under dimensions")
        for item in self.characterisations:
            if item.dimension is not None and item.dimension not in self.dimensions:
                raise ValueError(f"characterisation {item.words[0]!r} names an unknown dimension {item.dimension}")
        return self


class GapDescription(_Strict):
    """Something that no agency is known to release."""

    id: Code
    topic: Text
    words: list[Text] = Field(min_length=1)
    why: Text
    where: Text | None


class GapList(_Strict):
    """``gaps.yml``."""

    gaps: list[GapDescription]


Model = TypeVar("Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """The safe loader, with repeated keys and aliases refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "an alias: write the value out", None)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key that is no word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_description(path: Path, model: type[Model]) -> Model:
    """Return the YAML file at ``path`` as ``model``; ``MeasureError`` says which field does not hold."""
    if not path.is_file() or not path.resolve().is_relative_to(path.parent.resolve()):
        raise MeasureError(f"{path}: no file, or one that leads out of its folder; a measure folder needs its own")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_DESCRIPTION + 1)
    except OSError as error:
        raise MeasureError(f"{path}: cannot be read ({error.strerror}); a measure folder needs it") from error
    if len(data) > MAX_DESCRIPTION:
        raise MeasureError(f"{path}: longer than {MAX_DESCRIPTION:,} bytes; keep data in CSV files beside it")
    try:
        value = yaml.load(data, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise MeasureError(f"{path}: not plain YAML: {error}; write it without tags, aliases, repeats") from error
    return validate(value, model, str(path))


def validate(value: object, model: type[Model], where: str) -> Model:
    """Return ``value`` as ``model``; ``MeasureError`` names each field that does not hold, and ``where``."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}" for fault in error.errors()[:5]]
        raise MeasureError(f"{where}: {'; '.join(faults)}. Each field is described in docs/measures.md") from error
