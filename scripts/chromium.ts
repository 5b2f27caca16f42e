import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PACKAGES = ['chromium', 'fonts-wqy-microhei'];
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * A Chromium with a Chinese font for the journeys: the one of CHROMIUM_PATH, else one that is installed, else
 * Debian's, installed now where that is allowed.
 *
 * @throws Error with the one line to run
 */
export function ensureChromium(): string {
  const found = process.env.CHROMIUM_PATH ?? onPath();
  // Without the font every character is an empty box, and no check of accessibility would notice.
  if (found !== undefined && hasChineseFont()) return found;
  install();
  const installed = process.env.CHROMIUM_PATH ?? onPath();
  if (installed === undefined || !hasChineseFont()) throw new Error(`the journeys need: ${manualLine}`);
  return installed;
}

const manualLine = `sudo apt-get install -y --no-install-recommends ${PACKAGES.join(' ')} fontconfig`;

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasChineseFont(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

function install(): void {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: readonly string[]) => {
    const [command = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    execFileSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  console.log(`installing ${PACKAGES.join(', ')}`);
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...PACKAGES, 'fontconfig');
  } catch {
    throw new Error(`the journeys need a browser that could not be installed here. Run: ${manualLine}`);
  }
}
