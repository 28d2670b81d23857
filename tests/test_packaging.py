"""What is built holds what runs: wheel, source archive and editable installation."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = [
    *(f"prompts/{each.parent.name}/{each.name}" for each in (ROOT / "prompts").glob("*/*.txt")),
    *(f"schemas/{each.name}" for each in (ROOT / "schemas").glob("*.py")),
]
LISTED = "from llmx.prompts import list_prompts; from llmx.schema.load import list_schemas; import llmx"
SHOWN = f"{LISTED}; print(*list_prompts(), *list_schemas()); print(llmx.__file__)"


def built(folder: Path, *kind: str) -> Path:
    """The file that hatchling makes of the checkout; no network, no isolation."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *kind]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"), "-t", "wheel")


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(wheel).extractall(folder)  # noqa: S202 - built a moment ago
    return folder


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with tarfile.open(built(tmp_path_factory.mktemp("sdist"), "-t", "sdist")) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def said_by(folder: Path, code: str, cwd: Path) -> list[str]:
    """The lines that a fresh Python prints which sees the folder as its site-packages, `.pth` files included."""
    seen = f"import sys, site; sys.path[:] = [each for each in sys.path if each != {str(ROOT)!r}]"
    code = f"{seen}; site.addsitedir({str(folder)!r}); sys.path.insert(0, {str(folder)!r}); {code}"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", DATA)
def test_prompts_and_schemas_are_in_the_wheel(unpacked: Path, name: str) -> None:
    assert (unpacked / "llmx" / "_bundled" / name).read_bytes() == (ROOT / name).read_bytes()


def test_everything_in_the_package_is_in_the_wheel(unpacked: Path) -> None:
    """Word lists, profiles and the mark of typed packages lie beside the code."""
    files = [each for each in (ROOT / "llmx").rglob("*") if each.is_file() and "__pycache__" not in each.parts]
    missing = [each for each in files if not (unpacked / each.relative_to(ROOT)).is_file()]
    assert not missing
    assert (unpacked / "llmx" / "py.typed").is_file()
    assert (unpacked / "llmx" / "models" / "profiles.toml").is_file()
    assert list((unpacked / "llmx" / "language" / "data").glob("*.txt"))


def test_the_wheel_holds_nothing_else(unpacked: Path) -> None:
    """No tests, no seeds, no recordings in the folder of the user's packages."""
    assert {each.name for each in unpacked.iterdir()} == {"llmx", "llmx_news-0.1.0.dist-info"}


def test_a_wheel_finds_its_prompts_and_schemas(unpacked: Path, tmp_path: Path) -> None:
    found, place = said_by(unpacked, SHOWN, tmp_path)
    assert found.split() == ["extract", "summarize", "article", "attack", "summary"]
    assert place.startswith(str(unpacked))


def test_the_wheel_has_its_command_and_its_licence(unpacked: Path) -> None:
    about = unpacked / "llmx_news-0.1.0.dist-info"
    assert "llmx = llmx.cli.main:main" in (about / "entry_points.txt").read_text(encoding="utf-8")
    assert "Apache" in (about / "licenses" / "LICENSE").read_text(encoding="utf-8")


def test_the_source_archive_holds_what_is_built_and_tested(archived: list[str]) -> None:
    wanted = [*DATA, "pyproject.toml", "constraints.txt", "tests/conftest.py", "llmx/py.typed", "README.md", ".ci/run"]
    assert set(wanted) <= set(archived)
    assert any(name.startswith("seeds/") for name in archived)


def test_an_editable_installation_uses_the_checkout(tmp_path: Path) -> None:
    code = f"import hatchling.build; hatchling.build.build_editable({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    folder = tmp_path / "site"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(folder)  # noqa: S202 - built a moment ago
    found, place = said_by(folder, SHOWN, tmp_path)
    assert found.split() == ["extract", "summarize", "article", "attack", "summary"]
    assert place == str(ROOT / "llmx" / "__init__.py")
