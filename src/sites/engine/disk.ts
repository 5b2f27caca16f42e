import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zip } from './encode.ts';

/** Beside each page stand its compressed forms, for servers that send them as they are. */
export const FORMS = ['', '.br', '.gz'] as const;
type Form = (typeof FORMS)[number];

/** Files under way carry this; what a killed program left is cleared away by the watch. */
const UNDER_WAY = '.part-';

/** The folder of the published files. */
export const folderIn = (dataDir: string): string => join(dataDir, 'pages');

/** Where the bytes of a page lie. An address that ends with `/` is the index of its folder. */
export const fileOf = (path: string): string => (path.endsWith('/') ? `${path}index.html` : path).slice(1);

/** The address of a file, and which form of the page it is; null for what no page lies in. */
export function addressOf(file: string): { readonly path: string; readonly form: Form } | null {
  if (file.includes(UNDER_WAY)) return null;
  const form = file.endsWith('.br') ? '.br' : file.endsWith('.gz') ? '.gz' : '';
  const plain = file.slice(0, file.length - form.length);
  return { path: `/${plain.replace(/(^|\/)index\.html$/u, '$1')}`, form };
}

/**
 * Writes a page: each form to a name of its own first, then renamed, so that whoever reads sees the old one or the new
 * one, whole. The compressed forms come first: a server that prefers them never sends older bytes than the plain file.
 */
export async function layPage(folder: string, path: string, body: Buffer, br: Buffer): Promise<void> {
  const file = join(folder, fileOf(path));
  await mkdir(dirname(file), { recursive: true });
  const mark = `${UNDER_WAY}${randomBytes(6).toString('hex')}`;
  const forms: readonly (readonly [Form, Buffer])[] = [
    ['.br', br],
    ['.gz', await zip(body)],
    ['', body],
  ];
  try {
    await Promise.all(forms.map(([form, bytes]) => writeWhole(`${file}${form}${mark}`, bytes)));
    for (const [form] of forms) await rename(`${file}${form}${mark}`, `${file}${form}`);
  } catch (error) {
    await Promise.all(forms.map(([form]) => rm(`${file}${form}${mark}`, { force: true })));
    throw error;
  }
}

async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(bytes);
  } finally {
    await handle.close();
  }
}

/** The plain file goes first: with it goes the page. */
export async function liftPage(folder: string, path: string): Promise<void> {
  for (const form of FORMS) await rm(join(folder, `${fileOf(path)}${form}`), { force: true });
}

/** The bytes of one form; null when it is not there. */
export async function readForm(folder: string, path: string, form: Form): Promise<Buffer | null> {
  try {
    return await readFile(join(folder, `${fileOf(path)}${form}`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Every file below the folder, folder by folder. */
export async function* filesBelow(folder: string, under = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(folder, name);
    else yield name;
  }
}
