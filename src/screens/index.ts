import { sql } from 'kysely';
import { createElement } from 'react';
import { anyone, dayOf, type Kernel, type Module, type Web } from '../kernel/index.ts';
import { pageContext, renderPage } from '../ui/index.ts';
import { type BoardLine, BoardPage } from './pages.tsx';

const LINES = 20;

/** What was finished last, without names: for the screen in the hall. */
async function finishedLately(kernel: Kernel): Promise<readonly BoardLine[]> {
  const { rows } = await sql<{ number: string; title: string; closed_at: Date }>`
    select number, title, closed_at from kernel.matter
     where kind = 'service-application' and closed_at is not null order by closed_at desc limit ${LINES}`.execute(
    kernel.db,
  );
  return rows.map((row) => ({ number: row.number, title: row.title, finishedOn: dayOf(row.closed_at) }));
}

/** Screens in halls and on streets: pages that run by themselves and hold nothing personal. */
export const screensModule: Module = {
  name: 'screens',
  permissions: { 'screens.see': [anyone] },
  routes: (web: Web, kernel: Kernel) => {
    web.get('/screens', { config: { may: 'screens.see' }, schema: { hide: true } }, async (_request, reply) =>
      reply.redirect('/screens/', 308),
    );
    web.get('/screens/', { config: { may: 'screens.see' }, schema: { hide: true } }, async (request, reply) => {
      const lines = await finishedLately(kernel);
      reply.header('refresh', '30').type('text/html; charset=utf-8');
      return reply.send(
        renderPage(createElement(BoardPage, { context: pageContext(request), lines, at: kernel.now() })),
      );
    });
  },
};
