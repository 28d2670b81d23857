.PHONY: test check layout record record-anew constraints

test:  ## run the tests
	pytest

check:  ## what the machine of .ci/run checks beside the tests
	ruff check .
	ruff format --check .
	mypy

layout:  ## a table of the modules with their lines
	@python tests/test_layout.py

record:  ## record what the tests ask of the embedded model and is not recorded yet
	LLMX_RECORD=once pytest tests/test_cassettes.py

record-anew:  ## the same, after deleting all recordings
	rm -f tests/cassettes/*.yaml
	$(MAKE) record

constraints:  ## write constraints.txt anew, from a fresh installation
	head -2 constraints.txt > constraints.new
	python3 -m venv constraints.venv
	constraints.venv/bin/pip install --quiet '.[test]'
	constraints.venv/bin/pip freeze | grep -v '^llmx-news' >> constraints.new
	rm -r constraints.venv
	mv constraints.new constraints.txt
