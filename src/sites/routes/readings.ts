import { z } from 'zod';
import { dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';

const readings = { name: 'sites.reading', count: 120, seconds: 60 };

/** Counts how often something published is read. Nothing is kept of who reads. */
export function readingRoutes(web: Web, kernel: Kernel): void {
  web.post(
    '/api/readings/:ref',
    {
      config: { may: 'sites.read', allowance: readings },
      schema: {
        summary: 'Counts one reading of an article; answers how many there were',
        params: z.object({ ref: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,89}$/u) }),
        response: { 200: z.object({ times: z.number().int() }) },
      },
    },
    async (request) => {
      const { rows } = await kernel.pool.query<{ times: number }>(
        `with read as (
           insert into sites.reading (ref, on_day, times)
           select ref, $2, 1 from sites.article where ref = $1 and not withdrawn
           on conflict (ref, on_day) do update set times = sites.reading.times + 1 returning times)
         select (read.times + coalesce((select sum(times) from sites.reading where ref = $1 and on_day <> $2), 0))::int as times
           from read`,
        [request.params.ref, dayOf(kernel.now())],
      );
      const [found] = rows;
      if (!found) throw refuse('http/not-found', {}, 404);
      return found;
    },
  );
}
