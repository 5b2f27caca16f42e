import type pg from 'pg';
import { type ActGate, bytesOf, fileById, type Kernel } from '../../kernel/index.ts';
import { documentHash, type FindingRow, findingsOf, screenDocument, undecidedOf } from '../../screening/index.ts';
import type { Content } from '../contract.ts';
import { companionsOf, draftRow } from '../repo/publications.ts';

type Source = Pick<pg.Pool, 'query'>;
type Document = { readonly name: string; readonly fileId: string | null; readonly bytes: Buffer };

const BODY = '正文.html';
export const WORDS = '标题和说明.txt';
const MOST_SHOWN = 500;

export type ScreenedPart = {
  readonly document: number;
  readonly name: string;
  readonly fileId: string | null;
  /** Parts that could not be read: somebody has to look at them. */
  readonly unread: number;
  readonly findings: readonly FindingRow[];
};

/** Everything a publication would show: its heading and notes, its text, its files. */
export async function documentsOf(
  kernel: Pick<Kernel, 'files'>,
  source: Source,
  content: Content,
): Promise<readonly Document[]> {
  const { title, summary, source: from, author, keywords, attachments } = content;
  const words = [title, summary, from, author, ...keywords].filter((line) => line).join('\n');
  const documents: Document[] = [
    { name: WORDS, fileId: null, bytes: Buffer.from(words) },
    { name: BODY, fileId: null, bytes: Buffer.from(content.body) },
  ];
  for (const { fileId, name } of attachments) {
    const file = await fileById(source, fileId);
    // Its bytes are gone; the gates say so.
    if (file.scan !== 'infected') documents.push({ name, fileId, bytes: await bytesOf(kernel, file) });
  }
  return documents;
}

/**
 * Looks through what a publication, and what explains it, would show. What was looked through with the present rules is not
 * looked through again.
 *
 * @law 政府信息公开条例 第十五条, 第十七条; 个人信息保护法 第二十五条
 */
export async function screenPublication(kernel: Kernel, id: number, at: Date): Promise<readonly ScreenedPart[]> {
  const parts: ScreenedPart[] = [];
  for (const one of [id, ...(await companionsOf(kernel.pool, id)).map((companion) => companion.id)]) {
    const draft = await draftRow(kernel.pool, one);
    if (draft?.content.attribute !== 'proactive') continue;
    for (const { name, fileId, bytes } of await documentsOf(kernel, kernel.pool, draft.content)) {
      const screened = await screenDocument(kernel, { name, title: draft.content.title, bytes, at });
      if (one !== id) continue;
      const findings = screened.findings === 0 ? [] : await findingsOf(kernel, screened.id, 0, MOST_SHOWN);
      parts.push({ document: screened.id, name, fileId, unread: screened.unread, findings });
    }
  }
  return parts;
}

/** Nothing is handed in, and nothing goes out, while something that was found is undecided or still to be masked. */
const gate = (act: 'submit' | 'publish' | 'schedule'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (kernel, { id }, source) => {
    const draft = await draftRow(source, id);
    if (draft?.content.attribute !== 'proactive') return null;
    const documents = await documentsOf(kernel, source, draft.content);
    const open = await undecidedOf(
      { pool: source },
      documents.map(({ name, bytes }) => documentHash(name, bytes)),
    );
    if (open.length === 0) return null;
    if (open.some(({ undecided }) => undecided === null)) return { code: 'disclosure/not-screened' };
    return {
      code: 'disclosure/privacy-open',
      details: { count: open.reduce((sum, { undecided }) => sum + (undecided ?? 0), 0) },
    };
  },
});

/**
 * Nothing goes out with a file that was not looked at for viruses yet, or in which one was found meanwhile; what was found
 * is not handed in either.
 *
 * @law GB/T 22239-2019 8.1.4.5 恶意代码防范
 */
const quarantine = (act: 'submit' | 'publish' | 'schedule'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (_kernel, { id }, source) => {
    const draft = await draftRow(source, id);
    if (!draft || draft.content.attachments.length === 0) return null;
    const { rows } = await source.query<{ name: string; scan: string }>(
      `select name, scan from kernel.file where id = any($1) and scan in ('waiting', 'infected') order by scan, name`,
      [draft.content.attachments.map(({ fileId }) => fileId)],
    );
    const infected = rows.find(({ scan }) => scan === 'infected');
    if (infected) return { code: 'disclosure/file-infected', details: { name: infected.name } };
    const [waiting] = rows;
    return waiting && act === 'publish' ? { code: 'disclosure/file-waiting', details: { name: waiting.name } } : null;
  },
});

const HELD = ['submit', 'publish', 'schedule'] as const;
export const ownGates: readonly ActGate[] = HELD.flatMap((act) => [quarantine(act), gate(act)]);
