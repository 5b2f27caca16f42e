import { directoryOf } from '../identity/index.ts';
import {
  type Day,
  day,
  dayOf,
  type Kernel,
  type PdfRenderer,
  type PublicityArticle,
  pdfRenderer,
  qrSvg,
} from '../kernel/index.ts';
import type { Form, Shown } from './contract.ts';
import type { Posting } from './operations/postings.ts';
import { boardRegister } from './registers.ts';
import { slidesOf } from './rules/slides.ts';
import { outreachText, sheetText, topicTitles } from './text.ts';

let renderer: Promise<PdfRenderer> | null = null;
const renderers = (): Promise<PdfRenderer> => (renderer ??= pdfRenderer());

const articleOf = ({ title, agency, on, url, parts }: Shown): PublicityArticle => ({
  title,
  agency,
  on,
  url,
  qr: url === '' ? '' : qrSvg(url),
  parts,
});

/** The sheet of a posting on A3 or A4: the words that were chosen, the squares that lead to their pages. */
export async function postingPaper(kernel: Kernel, { snapshot, row }: Posting): Promise<Uint8Array> {
  const [directory, board] = await Promise.all([
    directoryOf(kernel),
    boardRegister.history(kernel.pool, row.board).then(([latest]) => latest),
  ]);
  const agency = directory.agencyById(row.agencyId);
  const on: Day = row.postedOn ?? dayOf(snapshot.openedAt);
  const days = snapshot.process.clocks.show?.limit.n ?? 0;
  return (await renderers()).render(
    'sheet',
    {
      title: row.sheet.title,
      subtitle: sheetText.subtitle(board?.value.name ?? '', topicTitles[row.topic]),
      number: snapshot.number,
      agency: agency.name,
      issuedOn: on,
      paper: row.paper,
      footer: [sheetText.shownUntil(days), sheetText.footer].join('　'),
      articles: row.sheet.articles.map((article, _, { length }) => ({
        ...articleOf(article),
        // The only text has given the sheet its title already.
        ...(length === 1 ? { title: '' } : {}),
      })),
      notes: sheetText.notes(agency.shortName, agency.phone),
    },
    snapshot.openedAt,
  );
}

export type Outreach = {
  readonly title: string;
  readonly number: string;
  readonly agency: string;
  readonly phone: string | null;
  readonly articles: readonly Shown[];
  /** Said on the cover of a booklet in place of how many texts are in it. */
  readonly subtitle?: string;
  readonly at: Date;
};

/** Slides, card, booklet or panel of texts that are published. */
export async function outreachPaper(form: Exclude<Form, 'script'>, outreach: Outreach): Promise<Uint8Array> {
  const { title, number, agency, phone, articles, at } = outreach;
  const issued = { title, number, agency, issuedOn: day(dayOf(at)) };
  const pdf = await renderers();
  const notes = sheetText.notes(agency, phone);
  switch (form) {
    case 'slides':
      return pdf.render(
        'slides',
        { ...issued, articles: articles.map((article) => ({ ...articleOf(article), slides: slidesOf(article) })) },
        at,
      );
    case 'card':
      return pdf.render(
        'card',
        { ...issued, subtitle: outreachText.cardHead, articles: articles.map(articleOf), notes },
        at,
      );
    case 'booklet':
      return pdf.render(
        'booklet',
        {
          ...issued,
          subtitle: outreach.subtitle ?? outreachText.booklet(articles.length),
          articles: articles.map(articleOf),
          notes,
        },
        at,
      );
    case 'panel':
      return pdf.render(
        'sheet',
        {
          ...issued,
          subtitle: outreachText.panel,
          paper: 'a2',
          footer: sheetText.footer,
          articles: articles.map((article) => ({
            ...articleOf(article),
            ...(articles.length === 1 ? { title: '' } : {}),
          })),
          notes,
        },
        at,
      );
  }
}
