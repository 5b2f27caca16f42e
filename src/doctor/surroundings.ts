import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { type Finding, ok, warning, wrong } from '../kernel/index.ts';
import { machineText as text } from './text-machine.ts';

/** What of the configuration concerns the way to the visitors. */
export type AddressFacts = {
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly role: 'all' | 'web' | 'worker';
  readonly trustProxy: boolean;
  readonly seedDemo: boolean;
  readonly logRequests: boolean;
  readonly drainSeconds: number;
};

const LOCAL = /^(localhost|127\.|\[?::1\]?$|0\.0\.0\.0$)/u;

/** Whether others can reach the city here. */
export const isPublic = ({ publicUrl }: Pick<AddressFacts, 'publicUrl'>): boolean =>
  !LOCAL.test(new URL(publicUrl).hostname);

const isLoopback = (host: string): boolean => LOCAL.test(host) && host !== '0.0.0.0';

/** Contradictions in the configuration; nothing is asked of the network. */
export function addressFindings(facts: AddressFacts): readonly Finding[] {
  const { publicUrl, trustProxy } = facts;
  if (!isPublic(facts)) return [warning('address/local', text.localAddress(publicUrl), text.localAddressMend)];
  const { protocol, pathname } = new URL(publicUrl);
  const findings = [
    protocol === 'https:'
      ? ok('address/public', text.address(publicUrl))
      : warning('address/not-https', text.notHttps(publicUrl), text.notHttpsMend),
  ];
  if (pathname !== '/') findings.push(wrong('address/path', text.addressPath(publicUrl), text.addressPathMend));
  if (protocol === 'https:' && !trustProxy)
    findings.push(warning('address/proxy-not-trusted', text.proxyNotTrusted, text.proxyMend));
  if (trustProxy && !isLoopback(facts.host))
    findings.push(warning('address/trusts-anybody', text.trustsAnybody, text.trustsAnybodyMend));
  if (trustProxy && facts.drainSeconds === 0)
    findings.push(warning('address/no-drain', text.noDrain, text.noDrainMend));
  if (facts.seedDemo) findings.push(warning('address/seed-demo', text.seedDemo, text.seedDemoMend));
  if (!trustProxy && !facts.logRequests)
    findings.push(warning('address/not-logged', text.notLogged, text.notLoggedMend));
  return findings;
}

/** The port: free, ours, or somebody else's. */
export async function portFindings({ host, port, role }: AddressFacts, uid: number): Promise<readonly Finding[]> {
  if (role === 'worker' || port === 0) return [];
  if (port < 1024 && uid !== 0) return [wrong('port/privileged', text.privileged(port), text.privilegedMend)];
  const at = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  if (!(await isTaken(at, port))) return [ok('port/free', text.portFree(port))];
  const answer = await asked(`http://${at.includes(':') ? `[${at}]` : at}:${port}/healthz`);
  const isOurs = answer?.headers.has('x-request-id') === true;
  return [
    isOurs ? ok('port/ours', text.portOurs(port)) : wrong('port/taken', text.portTaken(port), text.portTakenMend),
  ];
}

const isTaken = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });

const PATIENCE_MS = 3_000;

const asked = (url: string, init: RequestInit = {}): Promise<Response | null> =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS), ...init }).catch(() => null);

/** Goes to the public address as a visitor would: is it us, and does the proxy pass on what the program needs. */
export async function visitFindings({ publicUrl }: Pick<AddressFacts, 'publicUrl'>): Promise<readonly Finding[]> {
  if (!isPublic({ publicUrl })) return [];
  return visit(publicUrl.replace(/\/$/u, ''));
}

/** The visit itself, of any address. */
export async function visit(origin: string): Promise<readonly Finding[]> {
  const page = await asked(`${origin}/sign-in`);
  if (!page) return [warning('visit/unreachable', text.unreachable(origin), text.unreachableMend)];
  if (!page.headers.has('x-request-id')) return [wrong('visit/not-ours', text.notOurs(origin), text.notOursMend)];
  const findings: Finding[] = [];
  // A page that does not exist does nothing, and is refused as cross-site all the same when Host is not the browser's.
  const form = await asked(`${origin}/no-such-page`, { method: 'POST', headers: { origin } });
  if (form?.status === 403) findings.push(wrong('visit/host-lost', text.hostLost, text.hostLostMend));
  if (origin.startsWith('https:') && !page.headers.has('strict-transport-security'))
    findings.push(warning('visit/no-hsts', text.noHsts, text.noHstsMend));
  return findings.length > 0 ? findings : [ok('visit/reachable', text.reachable(origin))];
}

/** The service that starts the program with the machine. @param root `/`, or a folder that stands for it */
export async function serviceFindings(facts: AddressFacts, root = '/'): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const environment = await stat(`${root}etc/mingtang.env`).catch(() => null);
  if (environment && (environment.mode & 0o077) !== 0)
    findings.push(wrong('service/environment-readable', text.environmentOpen, text.environmentOpenMend));
  if (!isPublic(facts) || !existsSync(`${root}run/systemd/system`)) return findings;
  const isInstalled = ['etc', 'usr/lib', 'lib'].some((place) =>
    existsSync(`${root}${place}/systemd/system/mingtang@.service`),
  );
  findings.push(isInstalled ? ok('service/unit', text.unit) : warning('service/no-unit', text.noUnit, text.noUnitMend));
  return findings;
}
