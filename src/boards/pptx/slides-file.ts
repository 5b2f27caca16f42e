import { escapeForXml } from '../../kernel/markup.ts';
import { packArchive } from '../../screening/index.ts';
import type { Outreach } from '../papers.ts';
import { type Slide, slidesOf } from '../rules/slides.ts';
import { outreachText } from '../text.ts';
import {
  at,
  BODY,
  contentTypes,
  notesMaster,
  placed,
  presentation,
  presentationRelations,
  relations,
  rootRelations,
  slideLayout,
  slideMaster,
  theme,
  tree,
  XML,
} from './frame.ts';

type Numbered = Slide & { readonly notes: string };

const MAPPED = '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>';
const ROW = 560_000;

const paragraph = (text: string, look = ''): string =>
  `<a:p><a:r><a:rPr lang="zh-CN"${look}/><a:t>${escapeForXml(text)}</a:t></a:r></a:p>`;

/**
 * Slides that PowerPoint, WPS and LibreOffice open and somebody may still change: each with a title that a screen reader
 * finds, tables as tables with a head, and where its words come from in its notes.
 */
export function slidesFile({ title, agency, articles, at: made }: Outreach): Buffer {
  const slides: readonly Numbered[] = [
    { heading: title, lines: [agency], table: null, notes: outreachText.slidesNotes(agency) },
    ...articles.flatMap((article) => {
      const notes = outreachText.slideSource(article.title, article.agency, article.on, article.ref, article.url);
      return slidesOf(article).map((slide) => ({ ...slide, notes }));
    }),
  ];
  const stamp = made.toISOString().replace(/\.\d+Z$/u, 'Z');
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(slides.length),
    '_rels/.rels': rootRelations,
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeForXml(title)}</dc:title><dc:creator>${escapeForXml(agency)}</dc:creator><dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${stamp}</dcterms:created></cp:coreProperties>`,
    'ppt/presentation.xml': presentation(slides.length),
    'ppt/_rels/presentation.xml.rels': presentationRelations(slides.length),
    'ppt/slideMasters/slideMaster1.xml': slideMaster,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations(
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['theme', '../theme/theme1.xml'],
    ),
    'ppt/slideLayouts/slideLayout1.xml': slideLayout,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations(['slideMaster', '../slideMasters/slideMaster1.xml']),
    'ppt/notesMasters/notesMaster1.xml': notesMaster,
    'ppt/notesMasters/_rels/notesMaster1.xml.rels': relations(['theme', '../theme/theme2.xml']),
    'ppt/theme/theme1.xml': theme,
    'ppt/theme/theme2.xml': theme,
    ...Object.fromEntries(slides.flatMap((slide, i) => slideParts(slide, i + 1))),
  };
  return packArchive(Object.entries(parts).map(([name, xml]) => ({ name, bytes: Buffer.from(xml) })));
}

function slideParts({ heading, lines, table, notes }: Numbered, number: number): [string, string][] {
  const body = table ? tableShape(table.head, table.rows) : placed(3, 'body', null, bodyOf(lines));
  return [
    [`ppt/slides/slide${number}.xml`, tree('sld', placed(2, 'title', null, paragraph(heading)) + body, MAPPED)],
    [
      `ppt/slides/_rels/slide${number}.xml.rels`,
      relations(
        ['slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['notesSlide', `../notesSlides/notesSlide${number}.xml`],
      ),
    ],
    [
      `ppt/notesSlides/notesSlide${number}.xml`,
      tree(
        'notes',
        placed(
          2,
          'body',
          null,
          notes
            .split('\n')
            .map((line) => paragraph(line))
            .join(''),
        ),
        MAPPED,
      ),
    ],
    [
      `ppt/notesSlides/_rels/notesSlide${number}.xml.rels`,
      relations(['notesMaster', '../notesMasters/notesMaster1.xml'], ['slide', `../slides/slide${number}.xml`]),
    ],
  ];
}

const bodyOf = (lines: readonly string[]): string =>
  lines.length === 0 ? '<a:p><a:endParaRPr lang="zh-CN"/></a:p>' : lines.map((line) => paragraph(line)).join('');

function tableShape(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = head.length > 0 ? [head, ...rows] : rows;
  const columns = Math.max(1, ...all.map(({ length }) => length));
  const wide = Math.floor(BODY.wide / columns);
  const edges = ['lnL', 'lnR', 'lnT', 'lnB']
    .map((edge) => `<a:${edge} w="9525"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:${edge}>`)
    .join('');
  const cell = (text: string, isHead: boolean): string =>
    `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${text
      .split('\n')
      .map((line) => paragraph(line, ` sz="1800"${isHead ? ' b="1"' : ''}`))
      .join(
        '',
      )}</a:txBody><a:tcPr>${edges}${isHead ? '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>' : '<a:noFill/>'}</a:tcPr></a:tc>`;
  const row = (cells: readonly string[], at: number): string =>
    `<a:tr h="${ROW}">${Array.from({ length: columns }, (_, i) => cell(cells[i] ?? '', at === 0 && head.length > 0)).join('')}</a:tr>`;
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="table 3"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${at({ ...BODY, high: ROW * all.length }, 'p')}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr${head.length > 0 ? ' firstRow="1"' : ''}/><a:tblGrid>${`<a:gridCol w="${wide}"/>`.repeat(columns)}</a:tblGrid>${all.map(row).join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
}
