import { lookup } from 'node:dns';
import { request as askPlain } from 'node:http';
import { request as askSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

export type AskRules = {
  /** `host:port` of private places that may be asked all the same. */
  readonly allow: ReadonlySet<string>;
  readonly timeoutMs: number;
  /** Who asks, for the logs of those who are asked. */
  readonly agent: string;
};

/** What was found out: null for a link that works, else why not. `unreachable`: nobody answered, here or there. */
export type Answered = {
  readonly fault: string | null;
  readonly unreachable: boolean;
};

const MOST_HOPS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Codes of servers that do not like to be asked for the head only. */
const ASK_WHOLE: ReadonlySet<number> = new Set([400, 403, 404, 405, 406, 501]);
/** The page is there; it is only not for machines. */
const GUARDED: ReadonlySet<number> = new Set([401, 403, 407, 429]);

/**
 * Asks a foreign address whether it is there: its head first, following a few redirections. Private addresses are never
 * asked, whatever name leads to them and wherever a redirection points: the address is looked at when the connection is
 * made.
 */
export async function askLink(url: string, rules: AskRules): Promise<Answered> {
  const until = performance.now() + rules.timeoutMs;
  let at = url;
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const refused = refusal(at, rules);
    if (refused !== null) return { fault: refused, unreachable: false };
    let answer = await knock(at, 'HEAD', rules, until);
    if (typeof answer !== 'string' && ASK_WHOLE.has(answer.status)) answer = await knock(at, 'GET', rules, until);
    if (typeof answer === 'string') return { fault: answer, unreachable: answer !== 'private' };
    const { status, location } = answer;
    if (!REDIRECTS.has(status))
      return { fault: status < 400 || GUARDED.has(status) ? null : String(status), unreachable: false };
    if (location === null || !URL.canParse(location, at)) return { fault: 'bad-redirect', unreachable: false };
    at = new URL(location, at).href;
  }
  return { fault: 'too-many-redirects', unreachable: false };
}

/** Why an address is not asked at all; null when it may be. */
function refusal(url: string, { allow }: AskRules): string | null {
  if (!URL.canParse(url)) return 'not-an-address';
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return 'not-an-address';
  if (username !== '' || password !== '') return 'not-an-address';
  const host = hostname.replace(/^\[|\]$/gu, '');
  const usual = protocol === 'https:' ? '443' : '80';
  if (allow.has(`${host}:${port === '' ? usual : port}`)) return null;
  if (port !== '' && port !== '80' && port !== '443') return 'port';
  return isIP(host) !== 0 && isPrivateAddress(host) ? 'private' : null;
}

class PrivateAddress extends Error {}

/** Looks a name up and lets no private address through, so that what is connected to is what was looked at. */
const guarded =
  (isAllowed: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4);
      const fit = isAllowed ? addresses : addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = fit;
      if (!first) return callback(new PrivateAddress('private'), '', 4);
      if (options.all) callback(null, fit);
      else callback(null, first.address, first.family);
    });
  };

type Head = { readonly status: number; readonly location: string | null };

/** One request; nothing of the body is read. A string says why there was no answer. */
function knock(url: string, method: 'HEAD' | 'GET', rules: AskRules, until: number): Promise<Head | string> {
  const { protocol, hostname, port } = new URL(url);
  const left = until - performance.now();
  if (left <= 0) return Promise.resolve('timeout');
  const usual = protocol === 'https:' ? '443' : '80';
  const isAllowed = rules.allow.has(`${hostname.replace(/^\[|\]$/gu, '')}:${port === '' ? usual : port}`);
  const ask = protocol === 'https:' ? askSecure : askPlain;
  return new Promise((resolve) => {
    const sent = ask(url, {
      method,
      agent: false,
      lookup: guarded(isAllowed),
      headers: { 'user-agent': rules.agent, accept: '*/*' },
      maxHeaderSize: 16_384,
    });
    const timer = setTimeout(() => end('timeout'), left);
    const end = (answer: Head | string): void => {
      clearTimeout(timer);
      resolve(answer);
      sent.destroy();
    };
    sent.on('response', ({ statusCode = 0, headers }) =>
      end({ status: statusCode, location: headers.location ?? null }),
    );
    sent.on('error', (error: NodeJS.ErrnoException) =>
      end(error instanceof PrivateAddress ? 'private' : (error.code ?? 'no-answer')),
    );
    sent.end();
  });
}
