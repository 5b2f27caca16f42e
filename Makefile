# Mingtang. `make start` runs it, `make test` checks it; both install what is missing first.
RUN := scripts/with-node

.PHONY: start test build install bench format clean

start: build
	@exec $(RUN) env NODE_ENV=production node --enable-source-maps dist/main.js

test: install
	@exec $(RUN) node scripts/test.ts

# Bundles that are older than their sources; nothing when none is.
build: install
	@$(RUN) node scripts/build.ts

install:
	@$(RUN) scripts/install

# make bench NAME=act
bench: build
	@exec $(RUN) npm run --silent bench -- $(NAME)

format: install
	@$(RUN) biome check --write .

# What can be made again. Not the data.
clean:
	rm -rf dist node_modules .node .cache
