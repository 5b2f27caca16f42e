import { createElement } from 'react';
import { z } from 'zod';
import { identityModule, subjectOf } from '../../identity/index.ts';
import {
  type Actor,
  type Kernel,
  kernelSentences,
  markRead,
  noticesOf,
  type PersonalNotice,
  refuse,
  sentencesOf,
  type Web,
} from '../../kernel/index.ts';
import { serviceItemsModule } from '../../service-items/index.ts';
import { pageContext } from '../../ui/index.ts';
import { type NoticeLine, NoticesPage, noticeText } from '../pages/notices.tsx';
import { sentences } from '../sentences.ts';
import { goTo, show } from './shared.ts';

const config = { may: 'cases.apply' };
const PER_PAGE = 20;
const Query = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) });

/** The newest notice on the page that the button stood on. */
const Read = z.object({ upTo: z.coerce.number().int().positive() });

const sentenceOf = sentencesOf([
  { name: 'kernel', sentences: kernelSentences },
  identityModule,
  serviceItemsModule,
  { name: 'cases', sentences },
]);

/** What the city has told a person, newest first, and which of it is unread. */
export function noticeRoutes(web: Web, kernel: Kernel): void {
  web.get('/my/notices', { config, schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const found = await noticesOf(kernel.pool, readerOf(request.actor), request.query.before ?? null, PER_PAGE + 1);
    const last = found.length > PER_PAGE ? found[PER_PAGE - 1] : undefined;
    const page = createElement(NoticesPage, {
      context: pageContext(request),
      notices: found.slice(0, PER_PAGE).map(lineOf),
      nextHref: last && `/my/notices?before=${last.id}`,
    });
    return show(reply, page);
  });
  web.post('/my/notices/read', { config, schema: { hide: true, body: Read } }, async (request, reply) => {
    await markRead(kernel.pool, readerOf(request.actor), request.body.upTo, kernel.now());
    return goTo(reply, '/my/notices');
  });
}

/** Who is told: the one the application is for, not the one who sent it. @throws Refusal access/sign-in-first (401) */
function readerOf(actor: Actor): number {
  const reader = subjectOf(actor);
  if (reader === null) throw refuse('access/sign-in-first', {}, 401);
  return reader;
}

function lineOf({ id, code, params, createdAt, readAt }: PersonalNotice): NoticeLine {
  const sentence = sentenceOf(code, params);
  return {
    id,
    // A module that stands above this one may tell people too; its words are not known here.
    sentence: sentence === code ? noticeText.unworded : sentence,
    href: hrefOf(code, params),
    at: createdAt,
    isUnread: readAt === null,
  };
}

function hrefOf(code: string, { number }: PersonalNotice['params']): string | null {
  if (typeof number !== 'string') return null;
  if (code.startsWith('service-application.')) return `/my/applications/${encodeURIComponent(number)}`;
  return code.startsWith('consultation.') ? '/my/consultations' : null;
}
