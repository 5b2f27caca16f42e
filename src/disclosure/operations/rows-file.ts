import type { Readable } from 'node:stream';
import { isCutOff, type Kernel, refuse } from '../../kernel/index.ts';
import { convertArrived } from '../editor/bring.ts';
import { blockText, type Row } from '../editor/content/nodes.ts';
import { decodeText } from '../editor/convert/decode.ts';
import { csvRows } from '../rules/csv-rows.ts';

const MOST_BYTES = 20 * 1_048_576;

/**
 * The rows of a table in a file: the first visible one of a workbook, or a text with commas in whatever code it was written.
 * A workbook is looked through for what is hostile and read aside from the program; nothing of either is kept.
 *
 * @throws Refusal files/empty (422), files/too-large (413) and those of `convertArrived`
 */
export async function rowsInFile(
  kernel: Kernel,
  stream: Readable,
  name: string,
): Promise<readonly (readonly string[])[]> {
  if (name.toLowerCase().endsWith('.csv')) return csvRows(decodeText(await bytesIn(stream)));
  const { blocks } = await convertArrived(kernel, stream, name);
  const table = blocks.find((block) => block.kind === 'table');
  return table ? [...table.head, ...table.body].map(wordsOf) : [];
}

async function bytesIn(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) throw refuse('files/too-large', { maxMegabytes: MOST_BYTES / 1_048_576 }, 413);
    parts.push(part);
  }
  if (isCutOff(stream)) throw refuse('files/too-large', { maxMegabytes: Math.floor(size / 1_048_576) }, 413);
  if (size === 0) throw refuse('files/empty', {}, 422);
  return Buffer.concat(parts);
}

const wordsOf = (row: Row): readonly string[] =>
  row.flatMap(({ blocks, columns }) => [
    blocks.map(blockText).join('\n').trim(),
    ...Array.from({ length: columns - 1 }, () => ''),
  ]);
