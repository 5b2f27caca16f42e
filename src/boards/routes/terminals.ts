import { randomUUID } from 'node:crypto';
import { directoryOf } from '../../identity/index.ts';
import { addDays, dayOf, type Kernel, pageOf, type Web } from '../../kernel/index.ts';
import { allowances } from '../allowances.ts';
import { manifestFor } from '../manifest.ts';
import {
  changeTerminal,
  endInterruption,
  enrol,
  heartbeat,
  interrupt,
  putPlaylist,
  receive,
  recode,
  registerTerminal,
  revoke,
  terminalById,
} from '../operations/terminals.ts';
import { troublesNow } from '../operations/troubles.ts';
import { actsFor, agenciesInSight, PAGE } from '../operations/view.ts';
import { terminalProcess } from '../process.ts';
import { playlistRegister } from '../registers.ts';
import { countsOf, type ListedTerminal, listedTerminals, pastTroubles } from '../repo/terminals.ts';
import { hashBody, terminalOf } from '../signature.ts';
import { titlesOf } from '../sources.ts';
import {
  endInterruptionCall,
  enrolCall,
  heartbeatCall,
  interruptCall,
  listInterruptions,
  listPlaylists,
  listTerminals,
  manifestCall,
  putPlaylistCall,
  readTerminal,
  registerTerminalCall,
  reportsCall,
  terminalAct,
} from '../wire-screens.ts';

const tags = ['boards'];
const COUNTS_DAYS = 30;

/** What the workbench asks of terminals, and what terminals ask themselves. */
export function terminalRoutes(web: Web, kernel: Kernel): void {
  registry(web, kernel);
  oneTerminal(web, kernel);
  playlists(web, kernel);
  interruptions(web, kernel);
  protocol(web, kernel);
}

/** Nobody reads it: what it is called is its name. */
const newPlaylistKey = (): string => `bfd-${randomUUID().slice(0, 13)}`;

type Troubles = Awaited<ReturnType<typeof troublesNow>>;
const lineOf = (row: ListedTerminal, agency: string, troubles: Troubles) => ({
  troubles: (troubles.get(row.id) ?? []).map(({ kind, since }) => ({ kind, since: since.toISOString() })),
  ...{ id: row.id, number: row.number, name: row.name, place: row.place, kind: row.kind, agency, state: row.state },
  stateTitle: Object.entries(terminalProcess.states).find(([name]) => name === row.state)?.[1].title ?? row.state,
  playlist: row.playlist,
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  held: row.held,
});

function registry(web: Web, kernel: Kernel): void {
  web.get(
    listTerminals.path,
    {
      config: { may: 'boards.read' },
      schema: {
        summary: '展示终端',
        tags,
        querystring: listTerminals.query,
        response: { 200: listTerminals.response },
      },
    },
    async ({ query: { q, silent, trouble, after }, actor }) => {
      const agencyIds = agenciesInSight(kernel, actor);
      const asked = { agencyIds, q, silent: silent === '1', trouble: trouble === '1', after, limit: PAGE + 1 };
      const found = await listedTerminals(kernel.pool, asked);
      const directory = await directoryOf(kernel);
      const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
      const troubles = await troublesNow(kernel, rows, kernel.now());
      return {
        rows: rows.map((row) => lineOf(row, directory.agencyShortName(row.agencyId), troubles)),
        next,
      };
    },
  );
  web.post(
    registerTerminalCall.path,
    {
      config: { may: 'boards.screens' },
      schema: {
        summary: '登记终端',
        tags,
        body: registerTerminalCall.body,
        response: { 200: registerTerminalCall.response },
      },
    },
    ({ body, actor }) => registerTerminal(kernel, { ...body, actor, at: kernel.now() }),
  );
}

function oneTerminal(web: Web, kernel: Kernel): void {
  web.get(
    readTerminal.path,
    {
      config: { may: 'boards.read' },
      schema: { summary: '一台终端', tags, params: readTerminal.params, response: { 200: readTerminal.response } },
    },
    async ({ params: { id }, actor }) => {
      const { snapshot, row } = await terminalById(kernel, id, actor);
      const at = kernel.now();
      const [counts, manifest, directory, past] = await Promise.all([
        countsOf(kernel.pool, id, addDays(dayOf(at), -COUNTS_DAYS)),
        manifestFor(kernel, row, at),
        directoryOf(kernel),
        pastTroubles(kernel.pool, id),
      ]);
      const titles = new Map(manifest.articles.map(({ ref, title }) => [ref, title]));
      const listed = { ...row, number: snapshot.number, state: snapshot.state };
      return {
        ...lineOf(listed, directory.agencyShortName(row.agencyId), await troublesNow(kernel, [listed], at)),
        past: past.map(({ kind, since, endedAt }) => ({
          ...{ kind, since: since.toISOString(), endedAt: endedAt?.toISOString() ?? null },
        })),
        seq: snapshot.seq,
        columns: row.columns,
        lines: row.lines,
        current: row.shownVersion === manifest.version,
        enrolUntil: row.enrolUntil?.toISOString() ?? null,
        enrolledAt: row.enrolledAt?.toISOString() ?? null,
        acts: actsFor(actor, snapshot),
        counts: counts.map((count) => ({ ...count, title: titles.get(count.ref) ?? count.ref })),
      };
    },
  );
  web.post(
    terminalAct.path,
    {
      config: { may: 'boards.screens' },
      schema: {
        summary: '办理终端',
        tags,
        params: terminalAct.params,
        body: terminalAct.body,
        response: { 200: terminalAct.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      const acting = { actor, at: kernel.now(), seenSeq: body.seenSeq };
      if (body.act === 'recode') return { code: await recode(kernel, id, acting) };
      if (body.act === 'revoke') await revoke(kernel, id, body.words, acting);
      else await changeTerminal(kernel, id, body, acting);
      return { code: null };
    },
  );
}

function playlists(web: Web, kernel: Kernel): void {
  web.get(
    listPlaylists.path,
    {
      config: { may: 'boards.read' },
      schema: { summary: '播放单', tags, response: { 200: listPlaylists.response } },
    },
    async ({ actor }) => {
      const inSight = new Set(agenciesInSight(kernel, actor));
      const now = kernel.now();
      const entries = (await playlistRegister.list(kernel.pool, dayOf(now))).filter(({ value }) =>
        inSight.has(value.agencyId),
      );
      const sources = entries.flatMap(({ value }) =>
        value.slots.flatMap(({ source }) => (source.kind === 'finished' ? [] : [source])),
      );
      const titles = await titlesOf(kernel, sources, now);
      return {
        rows: entries.map(({ key, value }) => ({
          key,
          ...value,
          titles: value.slots.map(({ source }) =>
            source.kind === 'finished' ? null : (titles.get(source.ref) ?? null),
          ),
          mayKeep: kernel.access.may(actor, 'boards.screens', { agencyId: value.agencyId }),
        })),
      };
    },
  );
  web.post(
    putPlaylistCall.path,
    { config: { may: 'boards.screens' }, schema: { summary: '编排播放单', tags, body: putPlaylistCall.body } },
    async ({ body: { key = newPlaylistKey(), playlist }, actor }, reply) => {
      await putPlaylist(kernel, key, playlist, { actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

function interruptions(web: Web, kernel: Kernel): void {
  web.get(
    listInterruptions.path,
    {
      config: { may: 'boards.read' },
      schema: { summary: '正在插播', tags, response: { 200: listInterruptions.response } },
    },
    async ({ actor }) => {
      const { rows } = await kernel.pool.query<{ id: number; words: string; until: Date; agencyId: number }>(
        `select matter_id as id, words, until, agency_id as "agencyId" from boards.interruption
          where ended_at is null and until > $2 and agency_id = any($1) order by matter_id desc limit 50`,
        [agenciesInSight(kernel, actor), kernel.now()],
      );
      const directory = await directoryOf(kernel);
      return {
        rows: rows.map(({ id, words, until, agencyId }) => ({
          ...{ id, words, until: until.toISOString(), agency: directory.agencyShortName(agencyId) },
        })),
      };
    },
  );
  web.post(
    interruptCall.path,
    {
      config: { may: 'boards.interrupt' },
      schema: { summary: '应急插播', tags, body: interruptCall.body, response: { 200: interruptCall.response } },
    },
    async ({ body: { hours, ...body }, actor }) => {
      const { id } = await interrupt(kernel, { ...body, forHours: hours, actor, at: kernel.now() });
      return { id };
    },
  );
  web.post(
    endInterruptionCall.path,
    { config: { may: 'boards.interrupt' }, schema: { summary: '结束插播', tags, params: endInterruptionCall.params } },
    async ({ params: { id }, actor }, reply) => {
      await endInterruption(kernel, id, { actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

/** Signed by the terminal's own key: no cookie, no account, nothing personal. */
function protocol(web: Web, kernel: Kernel): void {
  const config = { may: 'boards.terminal', machine: true, allowance: allowances.terminal } as const;
  web.post(
    enrolCall.path,
    {
      config: { ...config, allowance: allowances.enrol },
      schema: { summary: '终端启用', tags, body: enrolCall.body, response: { 200: enrolCall.response } },
    },
    async ({ body: { code, publicKey } }) => {
      const { name, kind } = await enrol(kernel, code, publicKey, kernel.now());
      return { name, kind };
    },
  );
  web.get(
    manifestCall.path,
    { config, schema: { summary: '终端取播放内容', tags, response: { 200: manifestCall.response } } },
    async (request) => manifestFor(kernel, await terminalOf(kernel, request), kernel.now()),
  );
  web.post(
    heartbeatCall.path,
    {
      config,
      preParsing: hashBody,
      schema: { summary: '终端心跳', tags, body: heartbeatCall.body, response: { 200: heartbeatCall.response } },
    },
    async (request) => {
      const terminal = await terminalOf(kernel, request);
      const at = kernel.now();
      const { version } = await manifestFor(kernel, terminal, at);
      await heartbeat(kernel, terminal, request.body, version, at);
      return { version };
    },
  );
  web.post(
    reportsCall.path,
    {
      config,
      preParsing: hashBody,
      schema: { summary: '终端上报播放和使用', tags, body: reportsCall.body, response: { 200: reportsCall.response } },
    },
    async (request) => receive(kernel, await terminalOf(kernel, request), request.body.reports, kernel.now()),
  );
}
