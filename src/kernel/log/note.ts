import { refuse } from '../refusal.ts';

/** One signature of a note: who, with which key, and the bytes. */
export type NoteSignature = {
  readonly name: string;
  /** First four bytes of the hash of the key. */
  readonly keyId: number;
  readonly signature: Buffer;
};

/** A signed note (C2SP signed-note): a text and the signatures under it. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** Who can tell whether a signature is his. */
export type Verifier = {
  readonly name: string;
  readonly keyId: number;
  readonly verify: (text: string, signature: Buffer) => boolean;
};

const MAX_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;
const MARK = '— ';

/** A name is part of a line and of a key: no spaces, no plus. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name) && !hasControls(name);

const hasControls = (text: string): boolean => {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 0x20 && text[i] !== '\n') return true;
  return false;
};

/** @throws Refusal log/not-a-note */
export function parseNote(input: string | Buffer): Note {
  const whole = typeof input === 'string' ? input : utf8(input);
  if (whole.length > MAX_BYTES || hasControls(whole) || !whole.isWellFormed()) throw refuse('log/not-a-note', {}, 422);
  const end = whole.lastIndexOf('\n\n');
  if (end < 0 || !whole.endsWith('\n')) throw refuse('log/not-a-note', {}, 422);
  const lines = whole.slice(end + 2, -1).split('\n');
  if (end + 2 >= whole.length || lines.length > MAX_SIGNATURES) throw refuse('log/not-a-note', {}, 422);
  return { text: whole.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
}

/** @throws Refusal log/not-a-note */
export function parseSignatureLine(line: string): NoteSignature {
  const [name = '', encoded = '', ...more] = line.slice(MARK.length).split(' ');
  const bytes = fromBase64(encoded);
  if (!line.startsWith(MARK) || more.length > 0 || !isKeyName(name) || bytes === null || bytes.length < 5)
    throw refuse('log/not-a-note', {}, 422);
  return { name, keyId: bytes.readUInt32BE(0), signature: bytes.subarray(4) };
}

export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `${MARK}${name} ${Buffer.concat([id, signature]).toString('base64')}`;
}

/** A text with signatures under it. The text ends with a line feed. */
export const writtenNote = (text: string, lines: readonly string[]): string => `${text}\n${lines.join('\n')}\n`;

/** Bytes of standard base64 in its one spelling; null for anything else. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse('log/not-a-note', {}, 422);
  }
}

/**
 * The note, with the verifiers that have signed it. Signatures of unknown keys are passed over; one of a known key that
 * does not fit makes the whole note worthless.
 *
 * @throws Refusal log/not-a-note, log/forged-signature, log/unsigned (no signature of a known key)
 */
export function verifyNote(
  input: string | Buffer,
  verifiers: readonly Verifier[],
): Note & { readonly signers: readonly Verifier[] } {
  const note = parseNote(input);
  const signers: Verifier[] = [];
  for (const { name, keyId, signature } of note.signatures) {
    const verifier = verifiers.find((known) => known.name === name && known.keyId === keyId);
    if (!verifier || signers.includes(verifier)) continue;
    if (!verifier.verify(note.text, signature)) throw refuse('log/forged-signature', { name }, 422);
    signers.push(verifier);
  }
  if (signers.length === 0) throw refuse('log/unsigned', {}, 422);
  return { ...note, signers };
}
