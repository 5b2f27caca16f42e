import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './kernel/index.ts';

let known: Promise<string> | undefined;

/** Which program this is: `0.1.0+1f9a03c2b7d4`, the part after `+` from the sources it was built of. */
export const programVersion = (): Promise<string> => (known ??= read());

async function read(): Promise<string> {
  const { version } = await json<{ version: string }>('package.json');
  const build = await json<{ hash: string }>('dist/.server.json').catch(() => null);
  return build === null ? version : `${version}+${build.hash.slice(0, 12)}`;
}

const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(packageRoot, name), 'utf8')) as T;
