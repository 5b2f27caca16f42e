import { escapeMarkup } from '../kernel/markup.ts';
import type { BulletinContent } from './contract.ts';
import { periodTitle } from './rules/period.ts';
import { unitCells } from './sheets.ts';
import { countText, levelTitles, bulletinText as text } from './text.ts';

type Cells = readonly (string | number)[];

/** A part of a bulletin: under one heading a table, or a sentence where there is nothing to tell. */
export type BulletinPart = {
  readonly heading: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly Cells[];
  /** Instead of a table without rows, or under it. */
  readonly note: string;
};

/** The same parts for page, paper and publication. */
export function partsOf({ units, sites, rows }: BulletinContent, month: string): readonly BulletinPart[] {
  const title = periodTitle(month);
  const names = new Map(units.map(({ agencyId, agency }) => [agencyId, agency]));
  const used = rows.filter(({ what }) => what === 'adopted');
  return [
    {
      heading: text.ranking,
      caption: text.rankingCaption(title),
      columns: countText.columns,
      rows: units.map(unitCells),
      note: text.note,
    },
    {
      heading: text.sites,
      caption: text.sitesCaption(title),
      columns: text.sitesColumns,
      rows: sites.map(({ name, level, agency, published, sent, adopted }) => [
        name,
        levelTitles[level],
        agency,
        published,
        sent,
        adopted,
      ]),
      note: sites.length === 0 ? text.noSites : '',
    },
    {
      heading: text.used,
      caption: text.usedCaption(title),
      columns: text.usedColumns,
      rows: used.map((row) => [names.get(row.agencyId) ?? '', row.title, row.usedWhere, row.score]),
      note: used.length === 0 ? text.noUsed : '',
    },
  ];
}

/** The body of the publication; the editor's sanitiser has the last word on it. */
export function bulletinHtml(foreword: string, parts: readonly BulletinPart[]): string {
  const paragraph = (words: string): string => `<p>${escapeMarkup(words)}</p>`;
  const table = ({ caption, columns, rows }: BulletinPart): string => {
    const head = columns.map((column) => `<th scope="col">${escapeMarkup(column)}</th>`).join('');
    const body = rows
      .map((row) => `<tr>${row.map((value) => `<td>${escapeMarkup(String(value))}</td>`).join('')}</tr>`)
      .join('');
    return `<table><caption>${escapeMarkup(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  };
  const words = foreword.split('\n').filter((line) => line.trim() !== '');
  return [
    ...words.map(paragraph),
    ...parts.flatMap((part) => [
      `<h2>${escapeMarkup(part.heading)}</h2>`,
      ...(part.rows.length > 0 ? [table(part)] : []),
      ...(part.note === '' ? [] : [paragraph(part.note)]),
    ]),
  ].join('\n');
}
