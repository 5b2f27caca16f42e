import { codeAt, stepAt } from '../../../src/identity/totp.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an authenticator program shows now for a key as a page writes it. */
export function codeFor(written: string): string {
  const letters = [...written.replaceAll(/\s/gu, '')];
  const bits = letters.map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/gu) ?? [];
  return codeAt(Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))), stepAt(new Date()));
}

/** Sets up the second factor that a session waits for, as a browser without script does; answers the session's new cookie. */
export async function setUpFactor(origin: string, cookie: string): Promise<string> {
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    fetch(`${origin}/me/second-factor/${path}`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams(fields),
    });
  const page = await (await post('offer', {})).text();
  const written = /<code>([A-Z2-7 ]{39})<\/code>/u.exec(page)?.[1] ?? '';
  const answer = await post('confirm', { code: codeFor(written) });
  const [raised] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (answer.status !== 200 || !raised) throw new Error(`the second factor was not taken: ${answer.status}`);
  return raised;
}
