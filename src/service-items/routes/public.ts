import { createElement } from 'react';
import { z } from 'zod';
import { roleText } from '../../identity/index.ts';
import { answersTo, materialsFor, openQuestions, questionsFor } from '../../kernel/form/index.ts';
import { dayOf, type Kernel, type Process, refuse, type Web } from '../../kernel/index.ts';
import { bpmnXml, flowChart, flowSteps } from '../../kernel/process/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import type { ItemInForce } from '../contract.ts';
import { differencesBetween } from '../elements.ts';
import { GuidePage } from '../pages/guide.tsx';
import { HistoryPage, type VersionView } from '../pages/history.tsx';
import { itemInForce, itemProcess, itemRegister } from '../register.ts';
import { writtenLimit } from '../text.ts';
import { itemList } from './list.ts';

const HTML = 'text/html; charset=utf-8';
const Params = z.object({ code: z.string().regex(/^[0-9A-Z]{31,33}$/u) });
const config = { may: 'service-items.read' } as const;
const schema = { hide: true, params: Params } as const;

/** Roles as the public knows them. */
const ROLES = Object.fromEntries(Object.entries(roleText).map(([role, { title }]) => [role, title]));

/** The guides: finding, reading, comparing and taking away. */
export function publicRoutes(web: Web, kernel: Kernel): void {
  itemList(web, kernel);
  guide(web, kernel);
  history(web, kernel);
  drawings(web, kernel);
}

/** @throws Refusal service-items/not-found (404) */
async function found({ published, now }: Kernel, code: string): Promise<ItemInForce> {
  const item = await itemInForce(published, code, dayOf(now()));
  if (!item) throw refuse('service-items/not-found', {}, 404);
  return item;
}

function guide(web: Web, kernel: Kernel): void {
  web.get(
    '/items/:code',
    { config, schema: { ...schema, querystring: z.record(z.string(), z.unknown()) } },
    async (request, reply) => {
      const item = await found(kernel, request.params.code);
      const process = itemProcess(item);
      const answers = answersTo(item.situation, request.query);
      const chosen = new URLSearchParams();
      for (const [key, value] of Object.entries(answers)) if (value !== undefined) chosen.set(key, value);
      const query = chosen.size > 0 ? `?${chosen.toString()}` : '';
      const notice = process.clocks.notice;
      const page = createElement(GuidePage, {
        context: pageContext(request),
        item,
        version: item.version,
        validFrom: item.validFrom,
        noticeLimit: notice ? writtenLimit(notice.limit) : null,
        applyHref: item.form === null ? null : `/apply/${item.code}${query}`,
        materials: {
          questions: questionsFor(item.situation, answers),
          answers,
          isOpen: openQuestions(item.situation, answers).length > 0,
          materials: materialsFor(item.situation, answers),
        },
        process: { ...sizeOf(drawn(process)), flow: flowSteps(process, ROLES) },
      });
      return reply.type(HTML).send(renderPage(page));
    },
  );
}

function history(web: Web, kernel: Kernel): void {
  web.get('/items/:code/history', { config, schema }, async (request, reply) => {
    const { code } = request.params;
    const today = dayOf(kernel.now());
    const item = await found(kernel, code);
    const entries = await itemRegister.history(kernel.published.pool, code);
    const versions = entries.map((entry, index): VersionView => {
      const before = entries[index + 1];
      return {
        version: entry.version,
        validFrom: entry.validFrom,
        validTo: entry.validTo,
        source: entry.source,
        standing: entry.version === item.version ? 'current' : entry.validFrom > today ? 'future' : 'past',
        differences: before ? differencesBetween(before.value, entry.value) : null,
      };
    });
    const page = createElement(HistoryPage, { context: pageContext(request), code, name: item.name, versions });
    return reply.type(HTML).send(renderPage(page));
  });
}

/** Charts take some milliseconds; a process never changes, so each is drawn once. */
const charts = new WeakMap<Process, string>();

function drawn(process: Process): string {
  const known = charts.get(process);
  if (known !== undefined) return known;
  const chart = flowChart(process, { roles: ROLES });
  charts.set(process, chart);
  return chart;
}

function sizeOf(chart: string): { readonly width: number; readonly height: number } {
  const match = /viewBox="0 0 ([\d.]+) ([\d.]+)"/u.exec(chart);
  return { width: Math.ceil(Number(match?.[1] ?? 0)), height: Math.ceil(Number(match?.[2] ?? 0)) };
}

function drawings(web: Web, kernel: Kernel): void {
  web.get('/items/:code/process.svg', { config, schema }, async (request, reply) => {
    const item = await found(kernel, request.params.code);
    return reply
      .type('image/svg+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(drawn(itemProcess(item)));
  });
  web.get('/items/:code/process.bpmn', { config, schema }, async (request, reply) => {
    const item = await found(kernel, request.params.code);
    return reply
      .type('application/xml; charset=utf-8')
      .header('content-disposition', `attachment; filename="${item.code}.bpmn"`)
      .send(bpmnXml(itemProcess(item), ROLES));
  });
}
