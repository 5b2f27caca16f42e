import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Web } from '../../kernel/index.ts';
import { packageRoot } from '../../kernel/package-root.ts';

const TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'player.js': 'text/javascript; charset=utf-8',
  'schedule.js': 'text/javascript; charset=utf-8',
  'link.js': 'text/javascript; charset=utf-8',
  'kiosk.js': 'text/javascript; charset=utf-8',
  'kiosk-search.js': 'text/javascript; charset=utf-8',
  'find.js': 'text/javascript; charset=utf-8',
  'keys.js': 'text/javascript; charset=utf-8',
  'dom.js': 'text/javascript; charset=utf-8',
  'worker.js': 'text/javascript; charset=utf-8',
  'player.css': 'text/css; charset=utf-8',
} as const;

/** The page that terminals run: files of their own, asked for anew each time, so that a new version is there at once. */
export async function playerRoutes(web: Web): Promise<void> {
  const config = { may: 'boards.player' };
  for (const [name, type] of Object.entries(TYPES)) {
    const body = await readFile(join(packageRoot, 'src/boards/player', name));
    const path = name === 'index.html' ? '/player/' : `/player/${name}`;
    web.get(path, { config, schema: { hide: true } }, async (_request, reply) =>
      reply.type(type).header('cache-control', 'no-cache').send(body),
    );
  }
}
