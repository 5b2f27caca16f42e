import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { checkpointText, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { parseNote, signatureLine, verifyNote, writtenNote } from './note.ts';
import { ed25519Signer, verifierOf, witnessOf } from './signer.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

/** The example of golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SAYING = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

/** Examples of C2SP: a text with an empty line in it, and a checkpoint that a witness has signed. */
const POEM = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;
const SOFA = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

describe('notes of others', () => {
  test('a note of Go is verified with its key', () => {
    expect(verifyNote(SAYING, [verifierOf(PETER)]).signers.map(({ name }) => name)).toEqual(['PeterNeumann']);
    expect(verifyNote(Buffer.from(SAYING), [verifierOf(PETER)]).text).toContain('your problem is.\n');
  });
  test('a text may have empty lines', () => {
    const { text, signatures } = parseNote(POEM);
    expect(text.endsWith('sole:\n\ned è subito sera.\n')).toBe(true);
    expect(signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', keyId: 0x367ba04b }]);
  });
  test('a checkpoint says its size and root, and when a witness saw it', () => {
    const { text, signatures } = parseNote(SOFA);
    expect(parseCheckpoint(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(signatures[1]?.signature.readBigUInt64BE(0)).toBe(1_679_315_147n);
  });
  test.each([SAYING, POEM, SOFA])('is written as it was read', (note) => {
    const { text, signatures } = parseNote(note);
    expect(writtenNote(text, signatures.map(signatureLine))).toBe(note);
  });
});

const { privateKey } = generateKeyPairSync('ed25519');
const signer = ed25519Signer('mingtang.example/log', privateKey);
const verifier = verifierOf(signer.vkey);
const { name, keyId } = signer;
const root = Buffer.alloc(32, 7);
const text = checkpointText({ origin: signer.name, size: 5, root });
const signed = async (what: string): Promise<string> =>
  writtenNote(what, [signatureLine({ name, keyId, signature: await signer.sign(what) })]);
const note = await signed(text);

describe('a checkpoint of ours', () => {
  test('is opened with the key it gives out', () => {
    expect(openCheckpoint(note, [verifier])).toEqual({ origin: signer.name, size: 5, root });
  });
  test('whose text was changed is forged', () => {
    expect(codeOf(() => openCheckpoint(note.replace('\n5\n', '\n6\n'), [verifier]))).toBe('log/forged-signature');
  });
  test('with a forged signature besides a good one is worthless', async () => {
    const forged = signatureLine({ name, keyId, signature: Buffer.alloc(64) });
    const both = writtenNote(text, [forged, signatureLine({ name, keyId, signature: await signer.sign(text) })]);
    expect(codeOf(() => verifyNote(both, [verifier]))).toBe('log/forged-signature');
  });
  test('of an unknown key is unsigned; strangers besides us do not matter', async () => {
    expect(codeOf(() => verifyNote(note, [verifierOf(PETER)]))).toBe('log/unsigned');
    const stranger = '— stranger.example AAAAAAAAAAAA';
    expect(openCheckpoint(`${note}${stranger}\n`, [verifier]).size).toBe(5);
  });
  test('with any byte changed is not opened as another', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(codeOf(() => openCheckpoint(changed, [verifier]))).toMatch(/^log\//u);
    }
  });
});

test.each([
  ['without signatures', 'a\n\n'],
  ['without a line feed at its end', note.slice(0, -1)],
  ['without an empty line', note.replace('\n\n', '\n')],
  ['with a carriage return', note.replace('\n', '\r\n')],
  ['with a control character', `\u0007${note}`],
  ['with a name that has spaces', note.replace(/— /u, '— a ')],
  ['with base64 in another spelling', note.replace(/(?<=[A-Za-z0-9+/])\n$/u, '=\n').replace(/=\n$/u, '==\n')],
  ['that is empty', ''],
])('a note %s is none', (_what, broken) => {
  expect(codeOf(() => parseNote(broken))).toBe('log/not-a-note');
});

test('bytes that are not UTF-8 are no note', () => {
  expect(codeOf(() => parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(note)])))).toBe('log/not-a-note');
});

test.each([
  ['a size with a zero before it', 'o\n05\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n'],
  ['a negative size', 'o\n-5\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n'],
  ['a size beyond counting', 'o\n9007199254740993\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n'],
  ['a short root', 'o\n5\nBwcH\n'],
  ['no root', 'o\n5\n'],
  ['no name', '\n5\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n'],
  ['an empty line more', 'o\n5\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n\n'],
])('a checkpoint with %s is none', (_what, broken) => {
  expect(codeOf(() => parseCheckpoint(broken))).toBe('log/not-a-checkpoint');
});

test('whatever is thrown at the readers, they answer or refuse', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('', '— a AAAAAAAA', text.trim(), '— ', note.trim(), PETER, '+', 'a+00000000+AA=='),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.uint8Array({ maxLength: 200 }), (lines, bytes) => {
      const whole = lines.join('\n');
      for (const work of [
        () => parseNote(whole),
        () => parseNote(Buffer.from(bytes)),
        () => parseCheckpoint(whole),
        () => openCheckpoint(`${whole}\n`, [verifier]),
        () => verifierOf(whole),
        () => witnessOf(lines[0] ?? ''),
      ]) {
        expect(codeOf(work)).toMatch(/^(nothing|log\/.*)$/u);
      }
    }),
  );
});
