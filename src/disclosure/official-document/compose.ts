import { day, type OfficialDocument, type OfficialPart, refuse } from '../../kernel/index.ts';
import { readSettled } from '../editor/content/clean.ts';
import { type Block, blockText, type Row, runText, type Table } from '../editor/content/nodes.ts';
import { OfficialForm } from './form.ts';
import { attributeTitles, officialFault, urgencyTitles } from './text.ts';

/**
 * An official document as it is printed, from its form and the text of its article.
 *
 * @throws Refusal disclosure/official-form (422) with `faults`, each a field and a code; disclosure/picture-in-document
 *   (422), since the standard puts pictures into attachments
 */
export function officialDocument(form: unknown, body: string): OfficialDocument {
  const parsed = OfficialForm.safeParse(form);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), code: message }));
    throw refuse(
      'disclosure/official-form',
      { faults, fields: faults.map(({ field, code }) => officialFault(field, code)).join('；') },
      422,
    );
  }
  const { kind: _kind, copyNumber, secrecy, urgency, signer, addressee, note, copies, ...facts } = parsed.data;
  const given = {
    copyNumber,
    secrecy,
    signer,
    addressee: addressee.replace(/[：:]$/u, ''),
    copies,
    urgency: urgencyTitles[urgency],
  };
  return {
    ...facts,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    ...(note === '' ? {} : { note: note.replace(/^[（(]|[）)]$/gu, '') }),
    // No mark stands behind the name of an attachment.
    attachments: facts.attachments.map((name) => name.replace(/[，。；、,.;]+$/u, '')),
    issuedOn: day(facts.issuedOn),
    printedOn: day(facts.printedOn),
    attribute: attributeTitles[facts.attribute],
    body: readSettled(body).flatMap((block) => partsOf(block)),
  };
}

function partsOf(block: Block, before = ''): readonly OfficialPart[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', level: block.level, text: blockText(block) }];
    case 'paragraph': {
      if (block.runs.some(({ kind }) => kind === 'image')) throw refuse('disclosure/picture-in-document', {}, 422);
      return [{ kind: 'paragraph', side: block.side, text: before + blockText(block) }];
    }
    case 'list':
      return block.items.flatMap((item, at) =>
        item.flatMap((one, place) => partsOf(one, place === 0 && block.isOrdered ? `${block.start + at}.` : '')),
      );
    case 'quote':
      return block.blocks.flatMap((one) => partsOf(one));
    case 'table':
      return [tablePart(block)];
    case 'rule':
      return [];
    default:
      return block satisfies never;
  }
}

function tablePart({ caption, head, body }: Table): OfficialPart {
  const rows = (all: readonly Row[]) =>
    all.map((row) =>
      row.map(({ heads, columns, rows: span, blocks }) => ({
        heads,
        columns,
        rows: span,
        text: blocks.map(blockText).join('\n'),
      })),
    );
  return {
    kind: 'table',
    caption: runText(caption),
    width: widthOf([...head, ...body]),
    head: rows(head),
    rows: rows(body),
  };
}

/** Columns of a table, cells that reach down from earlier rows included. */
function widthOf(rows: readonly Row[]): number {
  const reaching: number[] = [];
  let width = 1;
  for (const row of rows) {
    let at = 0;
    for (const cell of row) {
      while ((reaching[at] ?? 0) > 0) at += 1;
      for (let column = 0; column < cell.columns; column += 1) reaching[at + column] = cell.rows;
      at += cell.columns;
    }
    width = Math.max(width, reaching.length);
    for (let column = 0; column < reaching.length; column += 1)
      reaching[column] = Math.max(0, (reaching[column] ?? 0) - 1);
  }
  return width;
}
