import { z } from 'zod';
import { type Actor, dayOf, type Kernel, type Web, yearOf } from '../../kernel/index.ts';
import {
  actOnIncident,
  enterOnCall as enterEndpoint,
  GRADES,
  type IncidentRow,
  listIncidents,
  listOnCall,
  readIncident,
  revealOnCall as revealEndpoint,
  startIncident as startEndpoint,
} from '../contract.ts';
import { gradesOn } from '../limits.ts';
import { existing, startIncident, takeStep } from '../operations/incidents.ts';
import { enterOnCall, onCallList, revealOnCall } from '../operations/on-call.ts';
import { operatingAgency } from '../operations/operating-agency.ts';
import { drillDuty, type Incident, incidentsIn } from '../repo/incidents.ts';
import { stateTitles } from '../text.ts';

const tags = ['incidents'];

/** The register of incidents and drills. */
export function incidentRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listIncidents.path,
    {
      config: { may: 'operations.see-incidents' },
      schema: {
        summary: 'Incidents and drills of a year',
        tags,
        querystring: listIncidents.query,
        response: { 200: listIncidents.response },
      },
    },
    async ({ actor, query }) => {
      const today = dayOf(kernel.now());
      await checkOver(kernel, actor, 'operations.see-incidents');
      const year = query.year ?? yearOf(today);
      const all = await incidentsIn(kernel.pool, { year, drill: null });
      const duty = await drillDuty(kernel.pool, year);
      const real = all.filter(({ drill }) => !drill);
      return {
        incidents: all
          .filter(({ drill }) => query.drill === undefined || drill === (query.drill === '1'))
          .map((incident) => rowOf(incident, today)),
        counts: {
          open: real.filter(({ closedAt }) => closedAt === null).length,
          closed: real.filter(({ closedAt }) => closedAt !== null).length,
          byGrade: Object.fromEntries(
            GRADES.map((grade) => [grade, real.filter((incident) => incident.grade === grade).length]),
          ),
          drills: all.length - real.length,
        },
        duty: duty && {
          year: duty.year,
          held: duty.closed,
          dueOn: duty.dueOn === 'infinity' ? null : duty.dueOn,
          drill: duty.drillId,
        },
        mayStart: kernel.access.mayEver(actor, 'operations.start-incident'),
      };
    },
  );
  web.get(
    readIncident.path,
    {
      config: { may: 'operations.see-incidents' },
      schema: { summary: 'One incident', tags, params: readIncident.params, response: { 200: readIncident.response } },
    },
    async ({ actor, params }) => {
      const today = dayOf(kernel.now());
      const incident = await existing(kernel, params.id);
      kernel.access.check(actor, 'operations.see-incidents', { agencyId: incident.agencyId });
      return {
        incident: rowOf(incident, today),
        grades: [...(await gradesOn(kernel, today))],
      };
    },
  );
  web.post(
    startEndpoint.path,
    {
      config: { may: 'operations.start-incident' },
      schema: {
        summary: 'Enter an incident, or begin a drill',
        tags,
        body: startEndpoint.body,
        response: { 200: startEndpoint.response },
      },
    },
    async ({ actor, body }) => {
      const { id, number } = await startIncident(kernel, { ...body, actor, at: kernel.now() });
      return { id, number };
    },
  );
  web.post(
    actOnIncident.path,
    {
      config: { may: 'operations.handle-incident' },
      schema: {
        summary: 'Take an incident one step on',
        tags,
        params: actOnIncident.params,
        body: actOnIncident.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body }, reply) => {
      const { seenSeq, note, grade, personalData } = body;
      await takeStep(kernel, {
        ...params,
        actor,
        at: kernel.now(),
        seenSeq,
        ...(note === undefined ? {} : { note }),
        ...(grade === undefined ? {} : { grade }),
        ...(personalData === undefined ? {} : { personalData }),
      });
      return reply.code(204).send();
    },
  );
}

function rowOf(incident: Incident, today: string): IncidentRow {
  const { detectedAt, notifiedAt, closedAt, dueOn, state, agencyId: _agency, ...row } = incident;
  return {
    ...row,
    detectedAt: detectedAt.toISOString(),
    notifiedAt: notifiedAt?.toISOString() ?? null,
    stateTitle: new Map<string, string>(Object.entries(stateTitles)).get(state) ?? state,
    closed: closedAt !== null,
    dueOn: dueOn === 'infinity' ? null : dueOn,
    late: closedAt === null && dueOn !== 'infinity' && dueOn < today,
  };
}

/** Who is called in an emergency. */
export function onCallRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listOnCall.path,
    {
      config: { may: 'operations.see-on-call' },
      schema: { summary: 'Who is on call', tags, response: { 200: listOnCall.response } },
    },
    async ({ actor }) => {
      await checkOver(kernel, actor, 'operations.see-on-call');
      const { onCall, vacant } = await onCallList(kernel, kernel.now());
      return {
        onCall: [...onCall],
        vacant: [...vacant],
        mayEnter: kernel.access.mayEver(actor, 'operations.enter-on-call'),
      };
    },
  );
  web.post(
    enterEndpoint.path,
    {
      config: { may: 'operations.enter-on-call' },
      schema: {
        summary: 'Enter who is on call from today',
        tags,
        body: enterEndpoint.body,
        response: { 200: enterEndpoint.response },
      },
    },
    async ({ actor, body: { deputyId, deputyPhone, ...body } }) => ({
      id: await enterOnCall(kernel, {
        ...body,
        ...(deputyId === undefined ? {} : { deputyId }),
        ...(deputyPhone === undefined ? {} : { deputyPhone }),
        actor,
        at: kernel.now(),
      }),
    }),
  );
  web.post(
    revealEndpoint.path,
    {
      config: { may: 'operations.reveal-on-call' },
      schema: {
        summary: 'The numbers in full',
        tags,
        params: revealEndpoint.params,
        body: revealEndpoint.body,
        response: { 200: revealEndpoint.response },
      },
    },
    async ({ actor, params, body }) => {
      await checkOver(kernel, actor, 'operations.reveal-on-call');
      return revealOnCall(kernel, { ...params, ...body, actor, at: kernel.now() });
    },
  );
}

/**
 * What goes wrong with the machine is nothing to a leader or an office of another line: it is for those above the agency
 * that runs it.
 *
 * @throws Refusal access/forbidden (403)
 */
async function checkOver(kernel: Kernel, actor: Actor, permission: string): Promise<void> {
  const { id } = await operatingAgency(kernel, dayOf(kernel.now()));
  kernel.access.check(actor, permission, { agencyId: id });
}
