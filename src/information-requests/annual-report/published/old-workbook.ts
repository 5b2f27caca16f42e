import { refuse } from '../../../kernel/index.ts';
import { readDocument } from '../../../screening/index.ts';
import type { Block } from './blocks.ts';

/**
 * The sheets of a workbook of Excel 97 to 2003; hidden ones are left out. Empty when it is none.
 *
 * @throws Refusal report/encrypted (422): any file of Office that a password locks
 */
export async function blocksOfOldWorkbook(bytes: Uint8Array): Promise<readonly Block[]> {
  const blocks: Block[] = [];
  for await (const found of readDocument('report.xls', Buffer.from(bytes))) {
    if ('error' in found && found.error === 'files/encrypted') throw refuse('report/encrypted', {}, 422);
    const name = /^sheet:(.*)$/su.exec(found.part)?.[1];
    if ('error' in found || name === undefined || /\((?:深度)?隐藏\)$/u.test(name)) continue;
    const rows = found.text.split('\n').map((line) => line.split('\t'));
    const width = Math.max(...rows.map((row) => row.length));
    const grid = rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? ''));
    blocks.push({ kind: 'words', text: name, isSheet: true }, { kind: 'table', grid });
  }
  return blocks;
}
