import { type ZipEntry, zip } from '../../kernel/files/testing/zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPES: ZipEntry = { name: '[Content_Types].xml', bytes: `${XML}<Types xmlns="t"/>` };
const W = 'xmlns:w="w" xmlns:wp="wp" xmlns:wps="wps" xmlns:mc="mc"';

export const paragraphs = (...texts: readonly string[]): string =>
  texts.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');

/** A letter with whatever parts are given besides its body. */
export const wordFile = (body: string, parts: readonly ZipEntry[] = []): Buffer =>
  zip([
    TYPES,
    { name: 'word/document.xml', bytes: `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>` },
    ...parts,
  ]);

export const wordPart = (root: string, body: string): string => `${XML}<w:${root} ${W}>${body}</w:${root}>`;

type Sheet = { readonly name: string; readonly state?: string; readonly rows: string };

/** A workbook of sheets whose rows are given as XML. */
export const sheetFile = (
  sheets: readonly Sheet[],
  shared: readonly string[] = [],
  parts: readonly ZipEntry[] = [],
): Buffer =>
  zip([
    TYPES,
    {
      name: 'xl/workbook.xml',
      bytes: `${XML}<workbook xmlns:r="r"><sheets>${sheets
        .map(
          ({ name, state }, i) =>
            `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: `${XML}<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      bytes: `${XML}<sst>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    },
    ...sheets.map(({ rows }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      bytes: `${XML}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...parts,
  ]);

export const slideFile = (slides: readonly string[], parts: readonly ZipEntry[] = []): Buffer =>
  zip([
    TYPES,
    ...slides.map((text, i) => ({
      name: `ppt/slides/slide${i + 1}.xml`,
      bytes: `${XML}<p:sld xmlns:p="p" xmlns:a="a"${i > 0 ? ' show="0"' : ''}><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sld>`,
    })),
    ...parts,
  ]);
