import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { packageRoot } from '../package-root.ts';
import { qrSvg } from '../qr.ts';
import { refuse } from '../refusal.ts';
import { characterSet, type Unprintable, unprintable } from './glyphs.ts';
import type { Documents } from './shapes.ts';

/** Makes documents as PDF/A-2a (ISO 19005-2, tagged, text extractable): the form that may be archived for good. */
export type PdfRenderer = {
  /**
   * The document, byte for byte the same for the same data and instant.
   *
   * @param madeAt the date of creation in the file; the day printed on the paper is `data.issuedOn`
   * @throws Refusal documents/unprintable when a text holds a character no font has, or an invisible one
   */
  readonly render: <T extends keyof Documents>(template: T, data: Documents[T], madeAt: Date) => Promise<Uint8Array>;
  /** The characters that {@link render} would refuse: a form asks while the person can still put it right. */
  readonly unprintable: (value: unknown) => readonly Unprintable[];
};

const TEMPLATES = join(packageRoot, 'src/kernel/documents/templates');
const FONTS = join(packageRoot, 'node_modules/@expo-google-fonts');
const FONT_FOLDERS = [
  'noto-serif-sc/400Regular',
  'noto-serif-sc/700Bold',
  'noto-sans-sc/400Regular',
  'noto-sans-sc/700Bold',
];
/** Results that no document has used for this many documents are forgotten. */
const CACHE_AGE_DOCUMENTS = 10;
/** PDF/A-3 is PDF/A-2 with files inside; only a paper that carries one needs it. */
const STANDARD = { plain: 'a-2a', attaching: 'a-3a' } as const;

/**
 * Loads the fonts and the compiler once; keep the result. The base fonts have the 20,902 characters
 * of GBK (GB 2312 among them), extension A, and 227 characters of the later extensions.
 *
 * @param options.rareFontFolder TrueType or OpenType fonts for characters beyond them, e.g. 𠮷 (extension B)
 */
export async function pdfRenderer(options: { readonly rareFontFolder?: string } = {}): Promise<PdfRenderer> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const base = FONT_FOLDERS.map((folder) => join(FONTS, folder));
  const rare = options.rareFontFolder === undefined ? [] : [options.rareFontFolder];
  const compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontPaths: [...base, ...rare] }] });
  const printable = inAny([...base, ...rare].map(coverage));
  const faults = (value: unknown): readonly Unprintable[] => unprintable(value, printable);
  return {
    unprintable: faults,
    render: async (template, data, madeAt) => {
      const { attachment = null, ...printed } = { attachment: null, ...data };
      const found = faults(printed);
      if (found.length > 0) throw refuse('documents/unprintable', { characters: found.map(described), found }, 422);
      // The memory of earlier documents is given back only when the event loop turns: 1,500 in one turn took 1.3 GB.
      await setImmediate();
      const check = data.check && { ...data.check, qr: qrSvg(data.check.url) };
      const inputs = {
        data: JSON.stringify({ ...data, check, attachment: attachment && { ...attachment, content: '' } }, plainBreaks),
        attachment: attachment?.content ?? '',
        rareFonts: rare.length > 0 ? 'yes' : 'no',
      };
      return compiled(compiler, template, inputs, madeAt);
    },
  };
}

function compiled(
  compiler: NodeCompiler,
  template: string,
  inputs: Readonly<Record<string, string>>,
  madeAt: Date,
): Uint8Array {
  const outcome = compiler.compile({ mainFilePath: join(TEMPLATES, `${template}.typ`), inputs });
  const document = outcome.result;
  if (!document) throw new Error(`template ${template}: ${diagnosis(outcome.takeError())}`);
  const pdfStandard = inputs.attachment === '' ? STANDARD.plain : STANDARD.attaching;
  const creationTimestamp = Math.floor(madeAt.getTime() / 1000);
  const pdf = compiler.pdf(document, { pdfStandard, creationTimestamp });
  compiler.evictCache(CACHE_AGE_DOCUMENTS);
  return pdf;
}

/** Browsers send CR LF from text areas; a tab on paper is a space. */
const plainBreaks = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\r\n?/g, '\n').replaceAll('\t', ' ') : value;

const diagnosis = (error: NodeError | null): string => JSON.stringify(error?.shortDiagnostics ?? []);

const described = ({ character, code }: Unprintable): string =>
  /\p{L}/u.test(character) ? `${character}（${code}）` : code;

/** Characters that some font in the folder has. */
const coverage = (folder: string): ReadonlySet<number> =>
  inAny(
    readdirSync(folder)
      .filter((file) => /\.(ttf|otf)$/i.test(file))
      .map((file) => characterSet(readFileSync(join(folder, file)))),
  );

const inAny = (sets: readonly ReadonlySet<number>[]): ReadonlySet<number> =>
  sets.reduce((all, set) => all.union(set), new Set<number>());
