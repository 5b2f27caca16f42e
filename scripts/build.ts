/**
 * Builds what is older than its sources: `node scripts/build.ts [server] [workbench]`, both when none is named.
 *
 * server: src/main.ts and src/cli.ts → dist/, packages left outside. workbench: what vite.config.ts says.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build as esbuild } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const ENTRIES = ['src/main.ts', 'src/cli.ts', 'src/disclosure/editor/convert/worker.ts', 'src/screening/pii-scan.ts'];

type Bundle = {
  readonly name: string;
  readonly exists: boolean;
  /** Files besides its sources whose change makes it anew. */
  readonly settings: readonly string[];
  /** Builds it and answers with the sources that went in. */
  readonly build: () => Promise<readonly string[]>;
};

type Stamp = { readonly hash: string; readonly sources: readonly string[] };

const bundles: readonly Bundle[] = [
  {
    name: 'server',
    exists: true,
    settings: ['package-lock.json', 'scripts/build.ts'],
    build: buildServer,
  },
  {
    name: 'workbench',
    exists: existsSync(join(root, 'vite.config.ts')),
    settings: ['package-lock.json', 'scripts/build.ts', 'vite.config.ts'],
    build: buildWorkbench,
  },
];

const wanted = process.argv.slice(2);
for (const bundle of bundles) {
  if (!bundle.exists || (wanted.length > 0 && !wanted.includes(bundle.name))) continue;
  if (isFresh(bundle)) continue;
  const startedAt = performance.now();
  try {
    writeStamp(bundle, await bundle.build());
    console.log(`built ${bundle.name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  } catch (error) {
    // The bundler has said where; its stack says nothing.
    console.error(`${bundle.name} was not built: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    process.exitCode = 1;
  }
}

async function buildServer(): Promise<readonly string[]> {
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: ENTRIES.filter((entry) => existsSync(join(root, entry))),
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    splitting: true, // what is imported when needed is loaded when needed: `clock due` does not pay for PDF
    chunkNames: 'server/[name]-[hash]',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'linked',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  // Chunks first and each by a rename: a program that starts meanwhile sees the old bundle or the new one.
  const byDepth = outputFiles.toSorted((a, b) => b.path.length - a.path.length);
  for (const { path, contents } of byDepth) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  const current = new Set(outputFiles.map(({ path }) => path));
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const path = join(dist, name);
    const isServers = name.startsWith('server/') || /^[^/]+\.js(\.map)?$/.test(name);
    if (isServers && !current.has(path)) rmSync(path, { force: true });
  }
  return Object.keys(metafile.inputs);
}

async function buildWorkbench(): Promise<readonly string[]> {
  const { build } = await import('vite');
  const sources = new Set<string>();
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [
      {
        name: 'sources',
        generateBundle() {
          for (const id of this.getModuleIds()) sources.add(id.split('?')[0] ?? id);
        },
      },
    ],
  });
  return [...sources].filter((id) => existsSync(id)).map((id) => relative(root, id));
}

function isFresh(bundle: Bundle): boolean {
  const stamp = readStamp(bundle);
  return stamp !== null && stamp.hash === hashOf(bundle, stamp.sources);
}

function readStamp({ name }: Bundle): Stamp | null {
  try {
    return JSON.parse(readFileSync(join(dist, `.${name}.json`), 'utf8'));
  } catch {
    return null;
  }
}

function writeStamp(bundle: Bundle, inputs: readonly string[]): void {
  const sources = inputs.filter((path) => !path.startsWith('node_modules/') && !path.startsWith('..')).toSorted();
  const stamp: Stamp = { hash: hashOf(bundle, sources), sources };
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, `.${bundle.name}.json`), JSON.stringify(stamp));
}

/** Names of all sources, since one may import by pattern, and the contents of those that went in. */
function hashOf({ settings }: Bundle, sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).toSorted())
    hash.update(`${name}\n`);
  for (const path of [...settings, ...sources]) {
    hash.update(`${path}\n`).update(existsSync(join(root, path)) ? readFileSync(join(root, path)) : 'gone');
  }
  return hash.digest('hex');
}
