import { sql } from 'kysely';
import { createElement } from 'react';
import { anyone, type Kernel, type Module, type Web } from '../kernel/index.ts';
import { pageContext, renderPage } from '../ui/index.ts';
import { type BoardLine, BoardPage } from './pages.tsx';

/** What was finished last, without names: for the screen in the hall. */
async function finishedLately({ published }: Kernel): Promise<readonly BoardLine[]> {
  const { rows } = await sql<BoardLine>`
    select number, title, finished_on as "finishedOn" from pub.pub_board order by place`.execute(published.db);
  return rows;
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
