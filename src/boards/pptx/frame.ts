// The parts of a presentation that say nothing: PowerPoint does not open one that lacks any of them.
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const NS = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATION}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;

/** 16 : 9, in the units of the format (914,400 to an inch). */
const WIDE = 12_192_000;
const HIGH = 6_858_000;

/** A relation: what it is, where it leads; `External` for an address of the web. */
type Relation = readonly [kind: string, target: string, mode?: 'External'];

export const relations = (...all: readonly Relation[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(([kind, target, mode], i) => {
      const type = kind.startsWith('http') ? kind : `${RELATION}/${kind}`;
      return `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`;
    })
    .join('')}</Relationships>`;

export const rootRelations = relations(
  ['officeDocument', 'ppt/presentation.xml'],
  [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
);

export function contentTypes(slides: number): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/${name}" ContentType="${OFFICE}.${type}+xml"/>`;
  const numbered = Array.from({ length: slides }, (_, i) => i + 1);
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${[
    part('ppt/presentation.xml', 'presentationml.presentation.main'),
    part('ppt/slideMasters/slideMaster1.xml', 'presentationml.slideMaster'),
    part('ppt/slideLayouts/slideLayout1.xml', 'presentationml.slideLayout'),
    part('ppt/notesMasters/notesMaster1.xml', 'presentationml.notesMaster'),
    part('ppt/theme/theme1.xml', 'theme'),
    part('ppt/theme/theme2.xml', 'theme'),
    ...numbered.map((n) => part(`ppt/slides/slide${n}.xml`, 'presentationml.slide')),
    ...numbered.map((n) => part(`ppt/notesSlides/notesSlide${n}.xml`, 'presentationml.notesSlide')),
  ].join('')}</Types>`;
}

export const tree = (root: string, shapes: string, after: string, attributes = ''): string =>
  `${XML}<p:${root} ${NS}${attributes}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>${after}</p:${root}>`;

type Place = { readonly x: number; readonly y: number; readonly wide: number; readonly high: number };
const TITLE: Place = { x: 640_000, y: 360_000, wide: WIDE - 1_280_000, high: 1_100_000 };
export const BODY: Place = { x: 640_000, y: 1_640_000, wide: WIDE - 1_280_000, high: HIGH - 2_200_000 };

export const at = ({ x, y, wide, high }: Place, prefix: 'a' | 'p' = 'a'): string =>
  `<${prefix}:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${wide}" cy="${high}"/></${prefix}:xfrm>`;

/** A shape that takes the place its master keeps for it. */
export const placed = (id: number, type: string, place: Place | null, paragraphs: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type} ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${type === 'title' ? '' : ' idx="1"'}/></p:nvPr></p:nvSpPr><p:spPr>${place ? at(place) : ''}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;

const EMPTY = '<a:p><a:endParaRPr lang="zh-CN"/></a:p>';
const MAP =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';
const style = (name: string, size: number, color: string, bold: boolean): string =>
  `<p:${name}><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="120000"/></a:lnSpc><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buNone/><a:defRPr sz="${size}"${bold ? ' b="1"' : ''}><a:solidFill><a:schemeClr val="${color}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr></p:${name}>`;

export const slideMaster = tree(
  'sldMaster',
  placed(2, 'title', TITLE, EMPTY) + placed(3, 'body', BODY, EMPTY),
  `${MAP}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles>${style('titleStyle', 3600, 'accent1', true)}${style('bodyStyle', 2800, 'tx1', false)}<p:otherStyle/></p:txStyles>`,
);
export const slideLayout = tree(
  'sldLayout',
  placed(2, 'title', null, EMPTY) + placed(3, 'body', null, EMPTY),
  '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>',
  ' type="obj" preserve="1"',
);
export const notesMaster = tree(
  'notesMaster',
  placed(2, 'body', { x: 685_800, y: 4_400_550, wide: 5_486_400, high: 3_600_450 }, EMPTY),
  MAP,
);

const color = (name: string, value: string): string => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`;
const FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const FONT = '<a:latin typeface="Arial"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface=""/>';
const three = (inner: string): string => inner.repeat(3);
export const theme = `${XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Mingtang"><a:themeElements><a:clrScheme name="Mingtang">${[
  color('dk1', '1A1A1A'),
  color('lt1', 'FFFFFF'),
  color('dk2', '44403C'),
  color('lt2', 'F4F4F2'),
  color('accent1', 'B3261E'),
  ...['1D4E89', '2E7D32', '8A6D00', '6A1B9A', '555555'].map((value, i) => color(`accent${i + 2}`, value)),
  color('hlink', '1D4E89'),
  color('folHlink', '6A1B9A'),
].join(
  '',
)}</a:clrScheme><a:fontScheme name="Mingtang"><a:majorFont>${FONT}</a:majorFont><a:minorFont>${FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Mingtang"><a:fillStyleLst>${three(FILL)}</a:fillStyleLst><a:lnStyleLst>${three(`<a:ln w="9525">${FILL}</a:ln>`)}</a:lnStyleLst><a:effectStyleLst>${three('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst><a:bgFillStyleLst>${three(FILL)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;

export const presentation = (slides: number): string =>
  `${XML}<p:presentation ${NS} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${Array.from({ length: slides }, (_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 4}"/>`).join('')}</p:sldIdLst><p:sldSz cx="${WIDE}" cy="${HIGH}"/><p:notesSz cx="${HIGH}" cy="9144000"/></p:presentation>`;

export const presentationRelations = (slides: number): string =>
  relations(
    ['slideMaster', 'slideMasters/slideMaster1.xml'],
    ['notesMaster', 'notesMasters/notesMaster1.xml'],
    ['theme', 'theme/theme1.xml'],
    ...Array.from({ length: slides }, (_, i): Relation => ['slide', `slides/slide${i + 1}.xml`]),
  );
