"""A measure's own program, ``load.py``: a shipped one is part of the package; a stranger's runs only where trusted."""

import importlib
import importlib.util
from types import ModuleType

from onrecord.errors import MeasureError
from onrecord.records.catalog import Catalog

__all__ = ["load_program"]


def load_program(id_: str, catalog: Catalog, *, trust: bool) -> ModuleType:
    """Return the measure's ``load.py`` as a module that has ``read_update``.

    Raises:
        MeasureError: there is none, it is a stranger's and not trusted, or it does not run.

    """
    if catalog.is_shipped(id_):
        module = importlib.import_module(f"onrecord.measures.{id_.replace('/', '.')}.load")
    else:
        module = _stranger(id_, catalog, trust=trust)
    if not hasattr(module, "read_update"):
        raise MeasureError(f"{id_}: its load.py reads no newer releases (it has no read_update); see docs/measures.md")
    return module


def _stranger(id_: str, catalog: Catalog, *, trust: bool) -> ModuleType:
    folder = catalog.origin(id_)
    path = folder / "load.py"
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise MeasureError(f"{id_}: its folder has no load.py of its own, so nothing can be read into it")
    if not trust:
        raise MeasureError(f"{path}: is somebody's program and was not run; read it, then say --trust to run it")
    spec = importlib.util.spec_from_file_location(f"onrecord_measure_{id_.replace('/', '_')}", path)
    if spec is None or spec.loader is None:
        raise MeasureError(f"{path}: cannot be read as Python")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise MeasureError(f"{path}: does not run ({type(error).__name__}: {error})") from error
    return module
