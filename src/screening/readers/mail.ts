import { decode } from './decode.ts';

/** One thing within a message: its words, a page, or what is attached. */
export type MailPart = { readonly name: string; readonly bytes: Buffer };
export type Mail = { readonly headers: string; readonly parts: readonly MailPart[] };

const MOST_DEEP = 8;
const MOST_PARTS = 500;
/** Who wrote to whom about what; the rest is of the machines that carried it. */
const SAID = new Set(['from', 'to', 'cc', 'bcc', 'reply-to', 'sender', 'subject', 'comments']);

const FIELD = /^[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]/u;

/** Whether a file is a message, or a page saved with all it shows (.mht, also as .doc): fields at its front, one of MIME. */
export function isMail(name: string, bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096).toString('latin1').replace(/^\s+/u, '');
  if (!FIELD.test(head)) return false;
  const fields = head.split(/\r?\n\r?\n/u)[0] ?? '';
  return (
    /^(?:MIME-Version|Content-Type):/imu.test(fields) || (/\.eml$/iu.test(name) && /^(?:From|To):/imu.test(fields))
  );
}

/** The fields that people read, and the parts of a message with their coding undone. */
export function readMail(bytes: Buffer): Mail {
  const parts: MailPart[] = [];
  const { fields, body } = split(bytes.toString('latin1'));
  collect(fields, body, parts, 0);
  const headers = fields
    .filter(([name]) => SAID.has(name))
    .map(([, value]) => spelledOut(value))
    .join('\n');
  return { headers, parts };
}

type Fields = readonly (readonly [name: string, value: string])[];

function split(source: string): { readonly fields: Fields; readonly body: string } {
  const start = /^\s+/u.exec(source)?.[0].length ?? 0;
  const end = /\r?\n\r?\n/u.exec(source.slice(start));
  const head = source.slice(start, end ? start + end.index : undefined).replace(/\r?\n[ \t]+/gu, ' ');
  const fields = head.split(/\r?\n/u).flatMap((line) => {
    const found = /^([^:\s]{1,70}):[ \t]*(.*)$/u.exec(line);
    return found ? [[(found[1] ?? '').toLowerCase(), found[2] ?? ''] as const] : [];
  });
  return { fields, body: end ? source.slice(start + end.index + end[0].length) : '' };
}

const fieldOf = (fields: Fields, name: string): string => fields.find(([field]) => field === name)?.[1] ?? '';
const parameter = (value: string, name: string): string => {
  const found = new RegExp(`;\\s*${name}\\*?\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'iu').exec(value);
  return found?.[1] ?? found?.[2] ?? '';
};

function collect(fields: Fields, body: string, parts: MailPart[], depth: number): void {
  if (parts.length >= MOST_PARTS) return;
  const type = fieldOf(fields, 'content-type');
  const boundary = parameter(type, 'boundary');
  if (/^multipart\//iu.test(type) && boundary !== '' && depth < MOST_DEEP) {
    for (const piece of body.split(`--${boundary}`).slice(1)) {
      if (piece.startsWith('--')) break;
      const inner = split(piece);
      collect(inner.fields, inner.body, parts, depth + 1);
    }
    return;
  }
  const bytes = decoded(body, fieldOf(fields, 'content-transfer-encoding').trim().toLowerCase());
  const given = spelledOut(parameter(fieldOf(fields, 'content-disposition'), 'filename') || parameter(type, 'name'));
  const isText = type === '' || /^text\//iu.test(type);
  const name = given || (/^text\/html/iu.test(type) ? 'text.html' : isText ? 'text.txt' : 'attachment');
  parts.push({ name, bytes: isText ? inUtf8(bytes, parameter(type, 'charset')) : bytes });
}

function decoded(body: string, coding: string): Buffer {
  if (coding === 'base64') return Buffer.from(body.replace(/[^A-Za-z0-9+/=]/gu, ''), 'base64');
  if (coding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  return quoted(body.replace(/[ \t]*=\r?\n/gu, ''));
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** In the code it names, which pages within a message do not name themselves; else as it looks. */
function inUtf8(bytes: Buffer, charset: string): Buffer {
  if (charset === '' || /^(?:utf-?8|us-ascii)$/iu.test(charset)) return bytes;
  try {
    return Buffer.from(new TextDecoder(charset).decode(bytes));
  } catch {
    return bytes;
  }
}

const WORD = /=\?([\w-]{1,40})\?([BQ])\?([^?]*)\?=/giu;
/** =?utf-8?B?…?= as it reads. */
const spelledOut = (value: string): string =>
  decode(Buffer.from(value, 'latin1'))
    .text.replace(/\?=\s+=\?/gu, '?==?')
    .replace(WORD, (_, charset: string, coding: string, text: string) => {
      const bytes = coding.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : quoted(text.replaceAll('_', ' '));
      return inUtf8(bytes, charset).toString('utf8');
    });
