import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import type { Kernel } from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { progressOf, shown } from '../operations/progress.ts';
import { ProgressPage } from '../pages/progress.tsx';
import type { ComplaintTyped } from '../pages/progress-view.ts';
import { show } from './shared.ts';

/** With what somebody shows that a request is his; neither stands in an address. */
export const Key = z.object({ number: z.string().max(60), code: z.string().max(60).default('') });

type After = {
  readonly done?: string;
  readonly complaint?: ComplaintTyped;
  readonly status?: number;
};

/** The page of a request as it stands now, with what was just done or refused. */
export async function showProgress(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  key: z.output<typeof Key>,
  { done, complaint, status = 200 }: After = {},
): Promise<FastifyReply> {
  const found = await shown(kernel, key, request.actor);
  const progress = await progressOf(kernel, found, key, kernel.now());
  const props = { context: pageContext(request), progress, done: done ?? null, complaint: complaint ?? null };
  return show(reply, createElement(ProgressPage, props), status);
}
