import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from '../../kernel/index.ts';
import { signerOf } from '../../kernel/log/index.ts';
import type { Result } from '../verifier/result.ts';
import { checkReceipt, MOST_RECEIPT_BYTES } from './check.ts';
import { filled, receiptText as words } from './text.ts';

type Answer = { readonly human: string; readonly json: object; readonly exitCode: number };

/**
 * `ledger verify --receipt FILE [--key VKEY]… [--checkpoint FILE]`: checks a receipt without a database. A receipt that is
 * signed with a key of this machine needs no key to be given.
 *
 * @throws Refusal proof/bad-option, proof/unreadable-file, proof/too-large
 */
export async function receiptCommand(argv: readonly string[], dataDir: string): Promise<Answer> {
  const { receipt, key, checkpoint } = optionsOf(argv);
  const text = await contentOf(receipt);
  const keys = key.length > 0 ? key : await ownKeys(text, join(dataDir, 'keys'));
  const result = await checkReceipt(text, keys, checkpoint === undefined ? null : await contentOf(checkpoint));
  const { ok, checks, dates, receipt: read, process } = result;
  const json = {
    ok,
    matter: read?.matter ?? null,
    title: process?.title ?? null,
    checks,
    dates: dates.map(({ name, state, dueOn, provisional, days }) => ({ name, state, dueOn, provisional, days })),
  };
  return { human: inWords(result), json, exitCode: ok ? 0 : 1 };
}

function optionsOf(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        receipt: { type: 'string' },
        key: { type: 'string', multiple: true, default: [] },
        checkpoint: { type: 'string' },
      },
    });
    const { receipt, key, checkpoint } = values;
    if (receipt !== undefined) return { receipt, key, checkpoint };
  } catch {
    // Said below.
  }
  throw refuse('proof/bad-option', {}, 422);
}

async function contentOf(file: string): Promise<string> {
  const content = await readFile(file).catch(() => {
    throw refuse('proof/unreadable-file', { file }, 422);
  });
  if (content.length > MOST_RECEIPT_BYTES) throw refuse('proof/too-large', { file }, 422);
  return content.toString('utf8');
}

/** The receipt's own key, if it is this machine's: whoever holds the private key need not be told the public one. */
async function ownKeys(text: string, keys: string): Promise<readonly string[]> {
  try {
    const { origin, vkey }: { readonly origin?: unknown; readonly vkey?: unknown } = JSON.parse(text);
    if (typeof origin !== 'string' || typeof vkey !== 'string') return [];
    for (const suite of ['sha256-ed25519', 'sm3-sm2'] as const) {
      const signer = await signerOf({ keys }, suite, origin);
      if (signer?.vkey === vkey) return [vkey];
    }
  } catch {
    // What cannot be read is no receipt, which checking will say; a folder that cannot be read holds no key for us.
  }
  return [];
}

const SIGNS = { yes: '✓', no: '✗', open: '？' } as const;

function inWords({ ok, checks, dates, receipt, process }: Result): string {
  const isBad = checks.some((check) => check.ok === false);
  const lines = checks.map(({ ok: fits, part, seq, says }) => {
    const sign = SIGNS[fits === null ? 'open' : fits ? 'yes' : 'no'];
    return `${sign} ${words.parts[part]}：${seq === null ? '' : filled(words.inEntry, { seq })}${says}`;
  });
  const due = dates.map(({ name, facts, dueOn, provisional }) => {
    const { title, law } = process?.clocks[name] ?? { title: name, law: '' };
    const sentence = dueOn === null ? words.standing : words.due;
    const note = provisional ? words.provisional : '';
    return `  ${filled(sentence, { title, law, from: facts.startedOn, due: dueOn ?? '' })}${note}`;
  });
  const verdict = ok ? words.ok : isBad ? words.bad : words.open;
  return [...lines, ...(isBad ? [] : due), `${receipt?.matter ?? ''} ${process?.title ?? ''} ${verdict}`.trim()].join(
    '\n',
  );
}
