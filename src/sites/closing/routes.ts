import { personNames } from '../../identity/index.ts';
import { agenciesWithin, capacityFor, type Kernel, matterById, pageOf, type Web } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import limits from '../data/closing.json' with { type: 'json' };
import { CLOSING_ACTS, closingAct, proposeClosing, readClosings } from './contract.ts';
import { actOnClosing, proposeClosing as propose } from './operations.ts';
import { closingProcess } from './process.ts';
import { closingsOf } from './repo.ts';

const tags = ['sites'];
const PAGE = 30;

/** 临时关停: who asked for it, who approved, since when and until when. */
export function closingRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readClosings.path,
    {
      config: { may: 'sites.see-health' },
      schema: {
        summary: '临时关停的记录',
        tags,
        querystring: readClosings.query,
        response: { 200: readClosings.response },
      },
    },
    async ({ query: { before }, actor }) => {
      const agencies = agenciesWithin(kernel.access, actor, 'sites.see-health');
      const { rows, next } = pageOf(
        await closingsOf(kernel.pool, agencies, before ?? null, PAGE + 1),
        PAGE,
        ({ id }) => id,
      );
      const { sites, byKey } = await clusterOf(kernel);
      const names = await personNames(kernel, [
        ...new Set(rows.flatMap(({ proposedBy, approvedBy }) => [proposedBy ?? [], approvedBy ?? []].flat())),
      ]);
      return {
        rows: await Promise.all(
          rows.map(async ({ agencyId: _, fromAt, untilAt, endedAt, proposedBy, approvedBy, ...row }) => {
            const snapshot = await matterById(kernel, row.id);
            return {
              ...row,
              siteName: byKey.get(row.site)?.name ?? row.site,
              stateTitle: titleOf(row.state),
              fromAt: fromAt.toISOString(),
              untilAt: untilAt.toISOString(),
              endedAt: endedAt?.toISOString() ?? null,
              proposedBy: names.get(proposedBy ?? 0) ?? '',
              approvedBy: approvedBy === null ? null : (names.get(approvedBy) ?? ''),
              acts: CLOSING_ACTS.filter((name) => {
                const action = snapshot.process.actions[name];
                const isOwn = name === 'approve' && proposedBy === actor.personId;
                return (
                  action?.from.includes(row.state) === true &&
                  !isOwn &&
                  capacityFor(action.by, actor, snapshot) !== null
                );
              }),
            };
          }),
        ),
        next,
        sites: sites
          .filter(({ agencyId }) => kernel.access.may(actor, 'sites.close', { agencyId }))
          .map(({ key, name }) => ({ key, name })),
        mostDays: limits.mostDays,
        timesAYear: limits.timesAYear,
      };
    },
  );
  web.post(
    proposeClosing.path,
    {
      config: { may: 'sites.close' },
      schema: { summary: '申请临时关停', tags, body: proposeClosing.body, response: { 200: proposeClosing.response } },
    },
    async ({ body: { fromAt, untilAt, ...body }, actor }) => {
      const times = { fromAt: new Date(fromAt), untilAt: new Date(untilAt) };
      const { id, number } = await propose(kernel, { ...body, ...times, actor, at: kernel.now() });
      return { id, number };
    },
  );
  web.post(
    closingAct.path,
    {
      config: { may: 'sites.see-health' },
      schema: { summary: '办理临时关停', tags, params: closingAct.params, body: closingAct.body },
    },
    async ({ params: { id }, body, actor }, reply) => {
      await actOnClosing(kernel, { id, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

const titleOf = (state: string): string =>
  Object.entries(closingProcess.states).find(([key]) => key === state)?.[1].title ?? state;
