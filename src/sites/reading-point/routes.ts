import { createElement } from 'react';
import { z } from 'zod';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { addReadingPoint, putReadingPoint, READING_ACTS, readReadingPoints } from './contract.ts';
import { addPoint, noteReading, pointsWithCounts, putPoint, readingPoint } from './operations.ts';
import { ReadingPointPage } from './page.tsx';

const MAY = { may: 'sites.read' } as const;
const Key = z.object({ key: z.string().max(40) });
const noted = { name: 'sites.reading-log', count: 60, seconds: 600 };

/** 查阅点: the terminal, its log, and the screen of who keeps the points. */
export function readingPointRoutes(web: Web, kernel: Kernel): void {
  web.get(
    '/reading-point/:key',
    { config: MAY, schema: { hide: true, params: Key, querystring: z.object({ saved: z.string().optional() }) } },
    async (request, reply) => {
      const point = await readingPoint(kernel.published.pool, request.params.key, dayOf(kernel.now()));
      const props = { context: pageContext(request), point, saved: request.query.saved !== undefined };
      return reply.type('text/html; charset=utf-8').send(renderPage(createElement(ReadingPointPage, props)));
    },
  );
  web.post(
    '/reading-point/:key',
    {
      config: { ...MAY, allowance: noted },
      schema: {
        hide: true,
        params: Key,
        body: z.object({
          act: z.enum(READING_ACTS),
          title: z.string().trim().min(1).max(200),
          copies: z.coerce.number().int().min(1).max(1000).default(1),
        }),
      },
    },
    async ({ params: { key }, body, actor }, reply) => {
      await noteReading(kernel, { point: key, ...body }, { actor, at: kernel.now() });
      return reply.redirect(`/reading-point/${encodeURIComponent(key)}?saved=1`, 303);
    },
  );
  const config = { may: 'sites.edit' };
  web.get(
    readReadingPoints.path,
    { config, schema: { summary: '查阅点', tags: ['sites'], response: { 200: readReadingPoints.response } } },
    async () => ({ points: [...(await pointsWithCounts(kernel, kernel.now()))] }),
  );
  web.post(
    addReadingPoint.path,
    {
      config,
      schema: {
        summary: '增加查阅点',
        tags: ['sites'],
        body: addReadingPoint.body,
        response: { 200: addReadingPoint.response },
      },
    },
    ({ body, actor }) => addPoint(kernel, body, { actor, at: kernel.now() }),
  );
  web.put(
    putReadingPoint.path,
    {
      config,
      schema: {
        summary: '增加或者修改查阅点',
        tags: ['sites'],
        params: putReadingPoint.params,
        body: putReadingPoint.body,
        response: { 200: putReadingPoint.response },
      },
    },
    ({ params: { key }, body, actor }) => putPoint(kernel, { key, ...body }, { actor, at: kernel.now() }),
  );
}
