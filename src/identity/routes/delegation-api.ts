import { z } from 'zod';
import { day, dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { Delegated, DelegationBody, DelegationList, IdParams } from '../contract.ts';
import { directoryOf } from '../directory.ts';
import { delegate, revokeDelegation, rolesAmong } from '../operations/delegation.ts';
import { databaseOf } from '../repo/database.ts';
import { delegationsOf } from '../repo/delegations.ts';
import { isRole } from '../roles.ts';
import { roleText } from '../text.ts';

const tags = ['delegations'];

/** What one lent to colleagues or was lent, and lending. */
export function delegationApi(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.delegate' } } as const;
  web.get(
    '/api/delegations',
    { ...may, schema: { summary: 'Delegations given and received', tags, response: { 200: DelegationList } } },
    async ({ actor }) => {
      if (actor.personId === null) throw refuse('access/sign-in-first', {}, 401);
      const directory = await directoryOf(kernel);
      const rows = await delegationsOf(databaseOf(kernel), actor.personId, dayOf(kernel.now()));
      return {
        delegations: rows.map((row) => ({
          ...row,
          agency: directory.agencyShortName(row.agencyId),
          isGiven: row.fromPersonId === actor.personId,
          from: row.fromName,
          to: row.toName,
          roles: row.roles.map((role) => (isRole(role) ? roleText[role].title : role)),
        })),
      };
    },
  );
  web.post(
    '/api/delegations',
    { ...may, schema: { summary: 'Let a colleague act', tags, body: DelegationBody, response: { 201: Delegated } } },
    async (request, reply) => {
      const { fromOn, untilOn, roles, ...rest } = request.body;
      const term = { fromOn: day(fromOn), untilOn: day(untilOn), roles: rolesAmong(roles) };
      const id = await delegate(kernel, { actor: request.actor, ...rest, ...term, at: kernel.now() });
      return reply.code(201).send({ id });
    },
  );
  web.post(
    '/api/delegations/:id/revoke',
    { ...may, schema: { summary: 'Take a delegation back', tags, params: IdParams, response: { 204: z.void() } } },
    async (request, reply) => {
      await revokeDelegation(kernel, request.actor, request.params.id, kernel.now());
      return reply.code(204).send();
    },
  );
}
