import { expect, test } from 'vitest';
import { scanDocument } from './scan.ts';
import { sheetFile } from './testing/documents.ts';

const PHONE = '13800138000';
const ID = '11010519491231002X';

async function hitsOf(name: string, bytes: Buffer): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const one of scanDocument(name, bytes))
    all.push('error' in one ? `${one.part} ${one.error}` : `${one.part} ${one.text}`);
  return all;
}

/** 张伟 and what follows, in the bytes of GBK and by numbers. */
const GBK = "\\'d5\\'c5\\'ce\\'b0";
const rtf = (body: string): Buffer =>
  Buffer.from(
    `{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun 13900139000;}}{\\*\\generator 13900139000;}{\\info{\\title 13700137000}}${body}}`,
    'latin1',
  );

test('Rich Text is read in both spellings, cell by cell, whatever it is called', async () => {
  const row = `\\trowd\\intbl ${GBK}\\cell\\b 1101051949\\b0 1231002X\\cell\n\\u25163?\\u26426?${PHONE}\\cell\\row`;
  for (const name of ['a.rtf', 'a.doc'])
    expect(await hitsOf(name, rtf(row))).toEqual(['text 13700137000', 'text 张伟', `text ${ID}`, `text ${PHONE}`]);
});

test('notes, field codes and text boxes of Rich Text are read, pictures and fonts are not', async () => {
  const body = `\\pard a{\\*\\annotation \\u25163?\\u26426? ${PHONE}}{\\pict 13600136000}{\\field{\\*\\fldinst HYPERLINK "mailto:li88@qq.com"}}\\par {\\shp{\\*\\shpinst{\\shptxt ${ID}}}}`;
  expect(await hitsOf('a.rtf', rtf(body))).toEqual([
    'text 13700137000',
    `text ${PHONE}`,
    'text li88@qq.com',
    `text ${ID}`,
  ]);
});

test('braces without end are read in bounded time', async () => {
  expect(await hitsOf('a.rtf', Buffer.from(`{\\rtf1 ${'{'.repeat(200_000)}${PHONE}`))).toEqual([`text ${PHONE}`]);
});

const b64 = (text: string): string => Buffer.from(text).toString('base64');

test('a message is read: who wrote it, its words in every coding, what is attached', async () => {
  const message = [
    `From: =?utf-8?B?${b64('张伟')}?= <wei77@qq.com>`,
    'Message-ID: <20240305.13600136000@mail.qq.com>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=gb2312',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `=CA=D6=BB=FA${PHONE.slice(0, 5)}=`,
    PHONE.slice(5),
    '--b1',
    'Content-Type: application/vnd.ms-excel; name="a.xlsx"',
    'Content-Transfer-Encoding: base64',
    '',
    sheetFile([{ name: '表', rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>${ID}</t></is></c></row>` }])
      .toString('base64')
      .replace(/(.{76})/gu, '$1\r\n'),
    '--b1--',
  ].join('\r\n');
  expect(await hitsOf('a.eml', Buffer.from(message))).toEqual([
    'headers 张伟',
    'headers wei77@qq.com',
    `text.txt!/text ${PHONE}`,
    `a.xlsx!/sheet:表!A1 ${ID}`,
  ]);
});

test('a page saved with all it shows is read as a page', async () => {
  const page = `MIME-Version: 1.0\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${b64(`<table><tr><td><p>姓名</p></td><td><p>身份证号</p></td></tr><tr><td><p>张伟</p></td><td><p>${ID}</p></td></tr></table>`)}`;
  for (const name of ['a.mht', 'a.doc'])
    expect(await hitsOf(name, Buffer.from(page))).toEqual(['text.html!/text 张伟', `text.html!/text ${ID}`]);
});

test('a text that begins like a letter is a text', async () => {
  expect(await hitsOf('a.txt', Buffer.from(`To: 街道办\n手机${PHONE}`))).toEqual([`text ${PHONE}`]);
});
