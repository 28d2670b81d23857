from __future__ import annotations

import json
from pathlib import Path

import pytest

from llmx.errors import ConfigBroken, ModelUnknown, OutputError, UsageError
from llmx.models.address import ADDRESSES
from llmx.models.config import Alias, Config, config, config_file, config_in
from llmx.models.names import Embedded, Served, resolve
from llmx.models.settle import forget_alias, settle_alias, settle_default

CANARY = "sk-canary-5e21f0"


def written(text: str) -> Path:
    path = config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def meant(name: str | None = None, base_url: str | None = None, **environ: str) -> Embedded | Served:
    return resolve(name, base_url, environ, local=True, config=config())


def test_without_a_file_nothing_is_settled() -> None:
    assert config() == Config()


def test_an_alias_stands_wherever_a_model_is_named() -> None:
    settle_alias("quick", Alias(model="ollama:qwen3:8b"))
    assert meant("quick") == Served("ollama:qwen3:8b", "qwen3:8b", ADDRESSES["ollama"])
    assert meant(LLMX_MODEL="quick") == meant("quick")


def test_an_alias_may_carry_an_address() -> None:
    settle_alias("office", Alias(model="qwen3", base_url="http://127.0.0.1:9/v1"))
    assert meant("office") == Served("qwen3", "qwen3", "http://127.0.0.1:9/v1")
    assert meant("office", LLMX_BASE_URL="http://127.0.0.1:7/v1") == meant("office")


def test_an_address_that_is_given_outweighs_that_of_an_alias() -> None:
    settle_alias("office", Alias(model="qwen3", base_url="http://127.0.0.1:9/v1"))
    assert meant("office", "http://127.0.0.1:7/v1") == Served("qwen3", "qwen3", "http://127.0.0.1:7/v1")


def test_an_alias_of_an_alias_has_the_first_address() -> None:
    settle_alias("small", Alias(model="qwen3", base_url="http://127.0.0.1:9/v1"))
    settle_alias("quick", Alias(model="small"))
    assert meant("quick") == Served("qwen3", "qwen3", "http://127.0.0.1:9/v1")


def test_the_default_is_meant_where_neither_name_nor_address_is() -> None:
    settle_default("ollama:qwen3")
    assert meant() == Served("ollama:qwen3", "qwen3", ADDRESSES["ollama"])
    assert meant(LLMX_MODEL="local") == Embedded("local")
    assert meant(None, "http://127.0.0.1:9/v1") == Served("", None, "http://127.0.0.1:9/v1")


def test_the_usual_address_of_a_kind_of_server_may_be_another() -> None:
    written('[addresses]\nollama = "http://127.0.0.1:7/v1"\n')
    assert meant("ollama:qwen3") == Served("ollama:qwen3", "qwen3", "http://127.0.0.1:7/v1")


def test_the_key_of_openai_does_not_follow_it_to_another_address() -> None:
    written('[addresses]\nopenai = "http://127.0.0.1:7/v1"\n')
    assert meant("openai:gpt-5", OPENAI_API_KEY=CANARY) == Served("openai:gpt-5", "gpt-5", "http://127.0.0.1:7/v1")


def test_comments_and_other_entries_stay_when_one_is_changed() -> None:
    before = '# mine\ndefault = "local"  # for now\n\n[addresses]\nollama = "http://127.0.0.1:7/v1"  # the big one\n'
    path = written(before)
    settle_alias("quick", Alias(model="local"))
    settle_default("quick")
    after = path.read_text(encoding="utf-8")
    assert after.startswith('# mine\ndefault = "quick"  # for now\n')
    assert 'ollama = "http://127.0.0.1:7/v1"  # the big one' in after
    forget_alias("quick")
    assert config().aliases == {}


def test_nothing_is_left_beside_the_file() -> None:
    settle_default("local")
    assert [each.name for each in config_file().parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("model", ["gpt5", "olama:x", "gguf:/no/such/file.gguf", "ollama:"])
def test_an_alias_to_nobody_is_not_written(model: str) -> None:
    with pytest.raises(ModelUnknown):
        settle_alias("quick", Alias(model=model))
    assert not config_file().exists()


def test_an_alias_to_nobody_in_the_file_is_told_by_its_name() -> None:
    written('[aliases]\nquick = "gpt5"\n')
    with pytest.raises(ModelUnknown, match=r"config\.toml: the alias 'quick' stands for 'gpt5', but no model named"):
        meant("quick")


def test_a_default_that_means_nothing_is_told_by_its_file() -> None:
    written('default = "gpt5"\n')
    with pytest.raises(ModelUnknown, match=r"`default` in .*config\.toml is 'gpt5'"):
        meant()


def test_aliases_that_lead_in_a_circle_are_told_with_the_way() -> None:
    written('[aliases]\na = "b"\nb = "c"\nc = "a"\n')
    with pytest.raises(ConfigBroken, match=r"'a' leads back to itself \(a → b → c → a\); point one of them"):
        meant("a")


@pytest.mark.parametrize("name", ["local", "ollama", "gguf", "a:b", "", "-x", "two words"])
def test_a_name_that_means_something_already_cannot_be_an_alias(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be an alias"):
        settle_alias(name, Alias(model="local"))


def test_an_alias_that_is_not_there_cannot_be_taken_out() -> None:
    with pytest.raises(UsageError, match="no alias 'quick'"):
        forget_alias("quick")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("default = ", "is not TOML"),
        ('colour = "red"', "'colour' is no entry of it; there are default, aliases, addresses"),
        ("default = 7", "'default' cannot be used"),
        ("aliases = 7", "'aliases' cannot be used"),
        ('aliases.a = {model = "x", colour = "red"}', "no entry"),
        ('addresses.olama = "http://h/v1"', "no kind of server; there are openai, ollama"),
        ('addresses.ollama = "h/v1"', "no address of a server"),
    ],
)
def test_a_broken_file_says_what_is_wrong_with_it(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        config_in(text)


def test_a_broken_file_is_not_written_over() -> None:
    path = written("default = ")
    with pytest.raises(ConfigBroken):
        settle_default("local")
    assert path.read_text(encoding="utf-8") == "default = "


@pytest.mark.parametrize(
    "text",
    [
        f'api_key = "{CANARY}"',
        f'OPENAI_API_KEY = "{CANARY}"',
        f'[aliases.a]\nmodel = "openai:x"\nkey = "{CANARY}"',
        f'default = "{CANARY}"',
        f'aliases.a = {{model = "x", base_url = "http://me:{CANARY}@h/v1"}}',
        f'addresses.openai = "https://h/v1?key={CANARY}"',
    ],
)
def test_a_key_in_the_file_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ConfigBroken, match="LLMX_API_KEY or into the system's keyring") as refused:
        config_in(text)
    assert CANARY not in str(refused.value)


@pytest.mark.parametrize("alias", [Alias(model=CANARY), Alias(model="m", base_url=f"http://h/v1?api_key={CANARY}")])
def test_a_key_is_not_written_into_the_file(alias: Alias) -> None:
    with pytest.raises(ConfigBroken, match="LLMX_API_KEY") as refused:
        settle_alias("a", alias)
    assert CANARY not in str(refused.value)
    assert not config_file().exists()


def test_a_place_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("LLMX_HOME", str(tmp_path / "file"))
    with pytest.raises(UsageError) as told:
        settle_default("local")
    assert isinstance(told.value, (OutputError, ConfigBroken))
    assert "config.toml" in json.dumps(str(told.value))


@pytest.mark.parametrize("name", ["local", "hf", "openai"])
def test_a_name_that_means_a_model_already_is_no_alias_in_the_file_either(name: str) -> None:
    with pytest.raises(ConfigBroken, match=name):
        config_in(f'[aliases]\n{name} = "http-model"\n')


def test_a_key_behind_a_prefix_is_a_key() -> None:
    with pytest.raises(ConfigBroken) as refused:
        config_in('default = "openai:sk-abc123456789"\n')
    assert "abc123" not in str(refused.value)
