import sanitize from 'sanitize-html';

const BLOCKS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'hr',
  'br',
  'div',
  'section',
  'figure',
  'figcaption',
];
const INLINE = [
  'a',
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'sub',
  'sup',
  'span',
  'img',
  'mark',
  'small',
  'audio',
  'video',
  'source',
  'track',
];
const LISTS = ['ul', 'ol', 'li', 'dl', 'dt', 'dd'];
const TABLES = ['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

/**
 * What may stand in an article: structure, tables with their spans, pictures, sound and film of this site. Script, style,
 * frames, forms and addresses that run something are left out, whatever they are disguised as.
 */
export const cleanHtml = (html: string): string =>
  sanitize(html, {
    allowedTags: [...BLOCKS, ...INLINE, ...LISTS, ...TABLES],
    allowedAttributes: {
      a: ['href', 'title'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      audio: ['src', 'controls'],
      video: ['src', 'controls', 'width', 'height', 'poster'],
      source: ['src', 'type'],
      track: ['src', 'kind', 'srclang', 'label'],
      td: ['colspan', 'rowspan', 'headers'],
      th: ['colspan', 'rowspan', 'scope', 'id'],
      col: ['span'],
      ol: ['start', 'type'],
      '*': ['lang'],
    },
    allowedClasses: { p: ['center', 'right'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    transformTags: { b: 'strong', i: 'em' },
  }).trim();
