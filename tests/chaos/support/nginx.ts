import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { root } from '../../gates/planted.ts';

/** Something that stands in front of two copies. */
export type Front = {
  readonly port: number;
  /** Requests that were sent to a second copy, as far as it is known. */
  readonly repeated: () => number;
  readonly stop: () => Promise<void>;
};

export function hasNginx(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * A real nginx under deploy/nginx.conf itself; only what needs a certificate, another user or a fixed port is taken out.
 *
 * @param folder where its files go; nobody else's
 */
export async function startNginx(folder: string, port: number, copies: readonly number[]): Promise<Front> {
  for (const name of ['logs', 'temp']) mkdirSync(join(folder, name), { recursive: true });
  const accessLog = join(folder, 'logs', 'access.log');
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, wholeConfig(folder, shippedConfig(port, copies, accessLog)));
  const child = spawn('nginx', ['-c', config, '-p', folder, '-e', join(folder, 'logs', 'error.log')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await untilListening(port, child);
  return {
    port,
    repeated: () =>
      readFileSync(accessLog, 'utf8')
        .split('\n')
        .filter((line) => /127\.0\.0\.1:\d+, /u.test(line)).length,
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGQUIT');
      await gone;
    },
  };
}

function shippedConfig(port: number, copies: readonly number[], accessLog: string): string {
  const shipped = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8');
  const changed = shipped
    .replace(/server \{\s+listen 80;[\s\S]*?\n\}\n/u, '')
    .replace(/^ {2}(ssl_|add_header Strict).*\n/gmu, '')
    .replace(/^ {2}listen \[::\].*\n/gmu, '')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('/var/log/nginx/mingtang.log', accessLog)
    .replace('127.0.0.1:3001', `127.0.0.1:${copies[0]}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${copies[1]}`);
  if (/443|3001|3002|ssl_/u.test(changed.replaceAll(/127\.0\.0\.1:\d+/gu, '')))
    throw new Error('deploy/nginx.conf has changed: this test no longer knows how to run it');
  return changed;
}

const wholeConfig = (folder: string, site: string): string => `
daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
events { worker_connections 512; }
http {
  client_body_temp_path ${folder}/temp/body;
  proxy_temp_path ${folder}/temp/proxy;
  fastcgi_temp_path ${folder}/temp/fastcgi;
  uwsgi_temp_path ${folder}/temp/uwsgi;
  scgi_temp_path ${folder}/temp/scgi;
${site}
}
`;

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error('nginx did not start');
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nginx does not listen');
}
