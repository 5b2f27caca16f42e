import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const root = join(import.meta.dirname, '../..');

/** What the tools read besides the sources; a gate is only proved with the real settings. */
const SETTINGS = [
  'package.json',
  'tsconfig.json',
  'biome.json',
  'knip.json',
  '.oxlintrc.json',
  '.gitignore',
  'dependency-cruiser.config.mjs',
];

/** A small program in a folder of its own, under the settings of this one; removed after the test. */
export function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingtang-gates-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of SETTINGS) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  return folder;
}

/** What a tool prints, whether it finds something or not. */
export function output(folder: string, tool: string, ...args: readonly string[]): Promise<string> {
  const program = join(root, 'node_modules/.bin', tool);
  return new Promise((settle) => {
    execFile(program, args, { cwd: folder, maxBuffer: 2 ** 28 }, (_, stdout, stderr) => settle(stdout || stderr));
  });
}
