import { contentTypes, relation, relations } from './samples.ts';
import { type ZipEntry, zip } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NS =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const MAIN = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';

type SampleSlide = {
  readonly title?: string;
  readonly lines?: readonly string[];
  /** XML of further shapes. */
  readonly more?: string;
  readonly isHidden?: boolean;
  readonly notes?: string;
  readonly comment?: string;
};

const shape = (type: string, lines: readonly string[]): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="${type}"/><p:cNvSpPr/><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${lines.map((line) => `<a:p><a:r><a:rPr lang="zh-CN"/><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`;

const tree = (root: string, shapes: string, attributes = ''): string =>
  `${XML}<p:${root} ${NS}${attributes}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld></p:${root}>`;

/** Slides as PowerPoint writes them, with notes, comments and properties; parts given replace those of the same name. */
export function pptx(slides: readonly SampleSlide[], parts: readonly ZipEntry[] = []): Buffer {
  const usual: ZipEntry[] = [
    {
      name: '[Content_Types].xml',
      bytes: contentTypes(MAIN).replace('/word/document.xml', '/ppt/presentation.xml'),
    },
    { name: '_rels/.rels', bytes: relations(relation('officeDocument', 'ppt/presentation.xml')) },
    {
      name: 'ppt/presentation.xml',
      bytes: `${XML}<p:presentation ${NS}><p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      bytes: relations(...slides.map((_, i) => relation('slide', `slides/slide${i + 1}.xml`))),
    },
    ...slides.flatMap((slide, i) => slideParts(slide, i + 1)),
  ];
  const given = new Set(parts.map(({ name }) => name));
  return zip([...usual.filter(({ name }) => !given.has(name)), ...parts]);
}

function slideParts({ title, lines, more, isHidden, notes, comment }: SampleSlide, number: number): ZipEntry[] {
  const shapes = `${title === undefined ? '' : shape('title', [title])}${lines ? shape('body', lines) : ''}${more ?? ''}`;
  const linked = [
    ...(notes === undefined ? [] : [relation('notesSlide', `../notesSlides/notesSlide${number}.xml`)]),
    ...(comment === undefined ? [] : [relation('comments', `../comments/comment${number}.xml`)]),
  ];
  return [
    { name: `ppt/slides/slide${number}.xml`, bytes: tree('sld', shapes, isHidden ? ' show="0"' : '') },
    { name: `ppt/slides/_rels/slide${number}.xml.rels`, bytes: relations(...linked) },
    ...(notes === undefined
      ? []
      : [{ name: `ppt/notesSlides/notesSlide${number}.xml`, bytes: tree('notes', shape('body', [notes])) }]),
    ...(comment === undefined
      ? []
      : [
          {
            name: `ppt/comments/comment${number}.xml`,
            bytes: `${XML}<p:cmLst ${NS}><p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>${comment}</p:text></p:cm></p:cmLst>`,
          },
        ]),
  ];
}
