import { setTimeout as sleep } from 'node:timers/promises';
import {
  activateKeys,
  type CipherSuite,
  type Kernel,
  type KeyPurpose,
  keyStatus,
  newKey,
  refuse,
  resealFor,
  retireKey,
  rotateKeys,
} from './kernel/index.ts';
import { keysText as text } from './keys-text.ts';

type Answer = { readonly human: string; readonly json: object };

const WAIT_MS = 120_000;
const STRETCH_MS = 2_000;

export async function keysStatusCommand(kernel: Kernel): Promise<Answer> {
  const status = await keyStatus(kernel);
  return { human: text.status(status), json: status };
}

/**
 * Changes the keys from beginning to end; what is broken off the running program finishes by itself.
 *
 * @throws Refusal cli/bad-purpose (422), keys/rotation-running, keys/no-new-key
 */
export async function keysRotateCommand(
  kernel: Kernel,
  argv: readonly string[],
  say: (line: string) => void,
): Promise<Answer> {
  const names = await rotateKeys(kernel, purposesIn(argv));
  say(text.made(names));
  if (argv.includes('--no-wait')) return { human: text.made(names), json: { keys: names, active: false } };
  let waiting = await activateKeys(kernel);
  for (const until = performance.now() + WAIT_MS; waiting > 0 && performance.now() < until; ) {
    say(text.waiting(waiting));
    await sleep(STRETCH_MS);
    waiting = await activateKeys(kernel);
  }
  if (waiting > 0) return { human: text.stillWaiting(waiting), json: { keys: names, active: false, waiting } };
  say(text.inUse);
  let sealed = 0;
  for (;;) {
    const did = await resealFor(kernel, STRETCH_MS);
    sealed += did.sealed;
    if (did.ended)
      return { human: text.resealed(sealed, did.broken), json: { keys: names, active: true, ...did, sealed } };
    // Somebody else may be at it: the running program, or another command.
    if (did.sealed === 0) await sleep(500);
  }
}

/** @throws Refusal cli/no-key (422), keys/not-retiring, keys/still-used, keys/still-in-use, keys/unknown */
export async function keysRetireCommand(kernel: Kernel, [name = '']: readonly string[]): Promise<Answer> {
  const [, purpose, id] = /^(seal|lookup)\/([1-9]\d{0,8})$/u.exec(name) ?? [];
  if (id === undefined || (purpose !== 'seal' && purpose !== 'lookup')) throw refuse('cli/no-key', {}, 422);
  await retireKey(kernel, { purpose, id: Number(id) });
  const { source } = kernel.keys;
  return {
    human: [text.retired(name), ...(source.write ? [] : [text.removeYourself(name, source.where)])].join('\n'),
    json: { key: name, destroyed: true },
  };
}

/**
 * A new key for a ring that somebody else keeps. The one thing the program ever prints a secret in.
 *
 * @throws Refusal cli/no-key (422)
 */
export function keysMakeCommand(suite: CipherSuite, [name = '']: readonly string[]): Answer {
  const [, purpose, id] = /^(seal|lookup)\/([1-9]\d{0,8})$/u.exec(name) ?? [];
  if (id === undefined || (purpose !== 'seal' && purpose !== 'lookup')) throw refuse('cli/no-key', {}, 422);
  const key = newKey(purpose, Number(id), suite);
  const json = { ...key, secret: key.secret.toString('hex') };
  return { human: JSON.stringify(json), json };
}

/** @throws Refusal cli/bad-purpose (422) */
function purposesIn(argv: readonly string[]): readonly KeyPurpose[] {
  const at = argv.indexOf('--purpose');
  const wanted = at < 0 ? 'all' : argv[at + 1];
  if (wanted === 'all') return ['seal', 'lookup'];
  if (wanted === 'seal' || wanted === 'lookup') return [wanted];
  throw refuse('cli/bad-purpose', {}, 422);
}
