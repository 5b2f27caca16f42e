import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import { logCliText as text } from './cli-text.ts';
import { rebuildLog, resetLog } from './operator.ts';
import { publishLog } from './publish.ts';
import { noteTrouble } from './trouble.ts';
import { verifyLog } from './verify.ts';
import { publishedAt, verifyPublished } from './verify-published.ts';
import { acceptCosignatures } from './witness.ts';

export { logCliText } from './cli-text.ts';

type Answer = { readonly human: string; readonly json: object; readonly exitCode: number };

export async function logPublish(kernel: Kernel): Promise<Answer> {
  const published = await publishLog(kernel);
  if (!published) throw new Error('the log is being published elsewhere');
  await noteTrouble(kernel, null);
  return { human: text.published(published.origin, published.size, published.added), json: published, exitCode: 0 };
}

/** @throws Refusal cli/arguments, cli/unreadable-file, and those of `acceptCosignatures` */
export async function logCosign(kernel: Kernel, argv: readonly string[]): Promise<Answer> {
  const [file, ...more] = argv;
  if (file === undefined || more.length > 0) throw refuse('cli/arguments', {}, 422);
  const witnesses = await acceptCosignatures(kernel, await contentOf(file));
  return { human: text.cosigned(witnesses), json: { witnesses }, exitCode: 0 };
}

export async function logRebuild(kernel: Kernel): Promise<Answer> {
  const files = await rebuildLog(kernel);
  return { human: [text.rebuilt(files.length), ...files.map(text.file)].join('\n'), json: { files }, exitCode: 0 };
}

/** @throws Refusal cli/arguments, and those of `resetLog` */
export async function logReset(kernel: Kernel, argv: readonly string[]): Promise<Answer> {
  const options = optionsIn(argv, {
    'new-origin': { type: 'string' },
    reason: { type: 'string' },
    'new-key': { type: 'boolean' },
  });
  const { 'new-origin': origin, reason, 'new-key': withNewKey = false } = options;
  if (typeof origin !== 'string' || typeof reason !== 'string' || reason === '') throw refuse('cli/arguments', {}, 422);
  const published = await resetLog(kernel, { origin, reason, withNewKey: withNewKey === true });
  await noteTrouble(kernel, null);
  return { human: text.published(published.origin, published.size, published.added), json: published, exitCode: 0 };
}

/** What `ledger verify` says of the log. */
export async function logVerified(kernel: Kernel): Promise<Answer> {
  const found = await verifyLog(kernel);
  const { origin, size, checkpoints, tiles, waiting, faults } = found;
  const head =
    origin === null ? text.notBegun(waiting) : text.verified(size, checkpoints, tiles, waiting, faults.length);
  const lines = faults.map(({ place, fault }) => text.fault(place, fault));
  return { human: [head, ...lines].join('\n'), json: found, exitCode: faults.length === 0 ? 0 : 1 };
}

/** `ledger verify --log`: a published log from outside. @throws Refusal cli/arguments, cli/unreadable-file, log/… */
export async function verifyPublishedLog(argv: readonly string[]): Promise<Answer> {
  const options = optionsIn(argv, {
    log: { type: 'string' },
    vkey: { type: 'string' },
    kept: { type: 'string', multiple: true },
    witness: { type: 'string', multiple: true },
  });
  const { log, vkey } = options;
  if (typeof log !== 'string' || typeof vkey !== 'string') throw refuse('cli/arguments', {}, 422);
  const wanted = listOf(options.witness);
  const kept = await Promise.all(listOf(options.kept).map(contentOf));
  const found = await verifyPublished(publishedAt(log), { vkey, kept, witnesses: wanted });
  const isGood = found.faults.length === 0 && found.witnesses.length === wanted.length;
  const lines = found.faults.map(({ place, fault }) => text.fault(place, fault));
  const missing =
    found.witnesses.length < wanted.length ? [text.unwitnessed(wanted.length - found.witnesses.length)] : [];
  return {
    human: [text.verifiedOutside(found.size, kept.length, found.faults.length), ...lines, ...missing].join('\n'),
    json: { ok: isGood, ...found },
    exitCode: isGood ? 0 : 1,
  };
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

function optionsIn(argv: readonly string[], options: NonNullable<Options>) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch {
    throw refuse('cli/arguments', {}, 422);
  }
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];

const contentOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw refuse('cli/unreadable-file', { file }, 422);
  });
