"""Every measure this installation holds, opened quickly: descriptions at once, tables when a series is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import MeasureError
from onrecord.model import Gap, Measure, Release, Series, SeriesKey
from onrecord.records.description import MeasureDescription, read_description
from onrecord.records.held import read_holdings
from onrecord.records.loader import describe_measure, load_series, read_gaps
from onrecord.records.snapshot import read_releases

__all__ = ["SHIPPED", "Catalog", "find_measures", "open_catalog"]

SHIPPED = Path(__file__).resolve().parent.parent / "measures"
"""The measures that come with the package."""


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path
    description: MeasureDescription
    measure: Measure
    origin: Path
    is_shipped: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """Measures and gaps, and a ``SeriesLookup`` over the released data beside them.

    Releases and series are read on first use and kept; what does not hold raises ``MeasureError`` then.
    """

    measures: tuple[Measure, ...]
    gaps: tuple[Gap, ...]
    _folders: dict[str, _Folder]
    _releases: dict[str, dict[str, Release]] = field(default_factory=dict)
    _series: dict[str, dict[SeriesKey, Series]] = field(default_factory=dict)

    def series(self, measure: str, key: SeriesKey) -> Series | None:
        """Return the series with all its vintages, or ``None`` where it is not held.

        A dimension that ``key`` leaves out has its default code, so that a new dimension changes no older key.
        """
        if measure not in self._folders:
            return None
        whole = {**dict(self._folders[measure].measure.key), **dict(key)}
        return self._loaded(measure).get(tuple(sorted(whole.items())))

    def keys(self, measure: str) -> tuple[SeriesKey, ...]:
        """Return the keys of every series held of a measure, in order; ``KeyError`` for an unknown measure."""
        return tuple(sorted(self._loaded(measure)))

    def releases(self, measure: str) -> tuple[Release, ...]:
        """Return the releases held of a measure, in order of day; ``KeyError`` for an unknown measure."""
        return tuple(self._labelled(measure).values())

    def newest_release(self, measure: str) -> Release:
        """Return the release of the newest day held of a measure; ``KeyError`` for an unknown measure."""
        return self.releases(measure)[-1]

    def description(self, measure: str) -> MeasureDescription:
        """Return what the measure's folder says of itself; ``MeasureError`` for an unknown measure."""
        return self._held(measure).description

    def folder(self, measure: str) -> Path:
        """Return the folder that is read: the one updated on this machine where it is newer, else ``origin``."""
        return self._held(measure).path

    def origin(self, measure: str) -> Path:
        """Return the folder that the measure came from: the package's, or one that the user added."""
        return self._held(measure).origin

    def is_shipped(self, measure: str) -> bool:
        """Say whether the measure comes with the package."""
        return self._held(measure).is_shipped

    def _held(self, measure: str) -> _Folder:
        folder = self._folders.get(measure)
        if folder is None:
            raise MeasureError(f"no measure '{measure}' is held; 'onrecord measures list' shows those that are")
        return folder

    def _labelled(self, measure: str) -> dict[str, Release]:
        if measure not in self._releases:
            folder = self._folders[measure]
            self._releases[measure] = read_releases(folder.path, folder.description)
        return self._releases[measure]

    def _loaded(self, measure: str) -> dict[SeriesKey, Series]:
        if measure not in self._series:
            folder = self._folders[measure]
            self._series[measure] = load_series(folder.path, folder.description, self._labelled(measure))
        return self._series[measure]


def open_catalog(extra: Sequence[Path] = (), updated: Path | None = None) -> Catalog:
    """Open the shipped measures and those under the ``extra`` directories.

    A directory holds ``AGENCY/MEASURE/measure.yml`` and, if it likes, ``gaps.yml``; it may also be one measure's own
    folder.  A folder is data only: no ``load.py`` is ever run.  Under ``updated`` lie measures updated on this machine;
    one that holds every release of the folder it was made from stands in its place (a later version of the package may
    bring others).  ``MeasureError`` where a description does not hold or an id stands twice.
    """
    folders: dict[str, _Folder] = {}
    gaps: dict[str, Gap] = {}
    holdings = read_holdings(updated) if updated is not None else None
    for root in (SHIPPED, *extra):
        for path in find_measures(root):
            description = read_description(path / "measure.yml", MeasureDescription)
            resolved = path.resolve()
            if description.id != f"{resolved.parent.name}/{resolved.name}":
                raise MeasureError(f"{path}: measure.yml says id {description.id}; name the folders after it")
            if description.id in folders:
                raise MeasureError(f"{path}: {description.id} is already held at {folders[description.id].path}")
            read = path
            newer = holdings.folder(description.id) if holdings is not None else None
            if newer is not None:
                made = read_description(newer / "measure.yml", MeasureDescription)
                if _holds_all(newer, made, path, description):
                    read, description = newer, made
            measure = describe_measure(description)
            folders[description.id] = _Folder(read, description, measure, path, root is SHIPPED)
        if (root / "gaps.yml").is_file():
            for gap in read_gaps(root / "gaps.yml"):
                if gap.id in gaps:
                    raise MeasureError(f"{root / 'gaps.yml'}: gap {gap.id} is already held; give it another id")
                gaps[gap.id] = gap
    return Catalog(tuple(folder.measure for folder in folders.values()), tuple(gaps.values()), folders)


def _holds_all(updated: Path, made: MeasureDescription, path: Path, description: MeasureDescription) -> bool:
    """Say whether an updated folder holds every release of the one it was made from."""
    known = {release.id for release in read_releases(path, description).values()}
    return known <= {release.id for release in read_releases(updated, made).values()}


def find_measures(root: Path) -> Iterator[Path]:
    """Yield the folder of each measure under ``root``, which may be one itself; none is a ``MeasureError``."""
    if (root / "measure.yml").is_file():
        yield root
        return
    found = sorted(path.parent for path in root.glob("*/*/measure.yml"))
    if not found:
        raise MeasureError(f"{root}: holds no measure; expected AGENCY/MEASURE/measure.yml")
    yield from found
