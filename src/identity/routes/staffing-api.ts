import { z } from 'zod';
import { day, dayOf, type Kernel, pageOf, type Web } from '../../kernel/index.ts';
import {
  AppointBody,
  IdParams,
  LeaveBody,
  Leaving,
  LeavingQuery,
  NewStaff,
  NewStaffBody,
  PostList,
  PostQuery,
  StaffList,
  StaffQuery,
  VacancyList,
  VacancyQuery,
} from '../contract.ts';
import { directoryOf } from '../directory.ts';
import { leavingView } from '../operations/open-work.ts';
import { appoint, createStaff, leave } from '../operations/posts.ts';
import { vacanciesOn } from '../operations/vacancies.ts';
import { databaseOf } from '../repo/database.ts';
import { postLines, staffFound } from '../repo/register.ts';
import { isRole } from '../roles.ts';
import { roleText } from '../text.ts';

const FOUND_AT_MOST = 20;
const tags = ['staffing'];

/** The staff register: posts, who holds them, vacancies, appointments. */
export function staffingApi(web: Web, kernel: Kernel): void {
  reading(web, kernel);
  const may = { config: { may: 'identity.appoint' } } as const;
  web.post(
    '/api/staffing/people',
    { ...may, schema: { summary: 'Enter a member of staff', tags, body: NewStaffBody, response: { 201: NewStaff } } },
    async (request, reply) => {
      const personId = await createStaff(kernel, { actor: request.actor, ...request.body, at: kernel.now() });
      return reply.code(201).send({ personId });
    },
  );
  web.post(
    '/api/staffing/appointments',
    { ...may, schema: { summary: 'Appoint to a post', tags, body: AppointBody, response: { 204: z.void() } } },
    async (request, reply) => {
      const { fromOn, untilOn, ...rest } = request.body;
      const term = { fromOn: day(fromOn), untilOn: untilOn === null ? null : day(untilOn) };
      await appoint(kernel, { actor: request.actor, ...rest, ...term, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.get(
    '/api/staffing/appointments/:id/open-work',
    {
      ...may,
      schema: {
        ...{ summary: 'What is open when somebody leaves', tags, params: IdParams, querystring: LeavingQuery },
        response: { 200: Leaving },
      },
    },
    async ({ params, query }) => {
      const { open, lonely } = await leavingView(kernel, params.id, day(query.lastOn));
      return {
        open: open.map(({ number, kind, dueOn }) => ({ number, kind: kernel.kinds.of(kind).title, dueOn })),
        lonely: lonely.filter(isRole).map((name) => roleText[name].title),
      };
    },
  );
  web.post(
    '/api/staffing/appointments/:id/leave',
    {
      ...may,
      schema: { summary: 'Leave a post', tags, params: IdParams, body: LeaveBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { lastOn, ...rest } = request.body;
      const at = kernel.now();
      await leave(kernel, { actor: request.actor, appointmentId: request.params.id, lastOn: day(lastOn), ...rest, at });
      return reply.code(204).send();
    },
  );
}

function reading(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.see-staffing' } } as const;
  web.get(
    '/api/staffing/posts',
    { ...may, schema: { summary: 'Posts and holders', tags, querystring: PostQuery, response: { 200: PostList } } },
    async ({ query: { agency, role, after, limit } }) => {
      const directory = await directoryOf(kernel);
      const on = dayOf(kernel.now());
      const found = await postLines(databaseOf(kernel), {
        agencyId: agency,
        role,
        on,
        after: after ?? 0,
        limit: limit + 1,
      });
      const { rows, next } = pageOf(found, limit, ({ id }) => id);
      return {
        rows: rows.map((line) => ({
          ...line,
          agency: directory.agencyShortName(line.agencyId),
          serves: line.serves.map(directory.agencyShortName),
          roles: line.roles.filter(isRole).map((name) => ({ role: name, title: roleText[name].title })),
          holders: [...line.holders],
        })),
        next,
      };
    },
  );
  web.get(
    '/api/staffing/vacancies',
    { ...may, schema: { summary: 'Vacant posts', tags, querystring: VacancyQuery, response: { 200: VacancyList } } },
    async ({ query }) => {
      const on = query.on === undefined ? dayOf(kernel.now()) : day(query.on);
      const directory = await directoryOf(kernel);
      const vacant = await vacanciesOn(kernel, on);
      return { on, vacancies: vacant.map((post) => ({ ...post, agency: directory.agencyShortName(post.agencyId) })) };
    },
  );
  web.get(
    '/api/staffing/people',
    {
      ...may,
      schema: { summary: 'Members of staff by name', tags, querystring: StaffQuery, response: { 200: StaffList } },
    },
    async ({ query: { q } }) => {
      const directory = await directoryOf(kernel);
      const found = await staffFound(databaseOf(kernel), q, dayOf(kernel.now()), FOUND_AT_MOST);
      const agencyOf = (id: number | null): string | null => (id === null ? null : directory.agencyShortName(id));
      return { people: found.map(({ id, name, agencyId }) => ({ id, name, agency: agencyOf(agencyId) })) };
    },
  );
}
