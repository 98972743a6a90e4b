"""Read the CSV tables of `data/` as text, exactly as printed.

What a table may hold is described in `data/datapackage.json` (Data Package v2, frictionless.io), and the tests
check every row against that description; here a file is only read. Files are read once per session: restart the
kernel after editing one.
"""

import io
from functools import lru_cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parents[1] / "data"


def load_table(name):
    """Return one table of `data/` as a DataFrame of text; empty cells are empty text.

    `name` is the path of the CSV file below `data/`, without its ending.
    Raises FileNotFoundError for a missing file and ValueError for one that cannot be read, both in one sentence.

    >>> list(load_table("not_in_sources").columns)
    ['study_id', 'item', 'why_it_matters', 'where_it_might_be']
    """
    return _read(DATA / f"{name}.csv").copy()


@lru_cache(maxsize=64)
def _read(file):
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, index_col=False)
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{file.name} is missing from the data folder {file.parent}; restore it from the repository"
        ) from None
    except UnicodeDecodeError:
        raise ValueError(f"{file.name}: the text is not UTF-8; save the file as 'CSV UTF-8'") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as problem:
        said = " ".join(str(problem).split())
        raise ValueError(f"{file.name}: not readable as CSV, is a row damaged? ({said})") from None
    if not text.endswith("\n"):
        raise ValueError(f"{file.name}: the file stops in mid-row; restore it from the repository")
    return table
