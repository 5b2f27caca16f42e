import { calendarDays, type GuardContext, type MatterKind, tell } from '../kernel/index.ts';
import {
  boardDutyProcess,
  campaignProcess,
  interruptionProcess,
  type PostingLimits,
  postingProcess,
  terminalProcess,
} from './process.ts';
import { recallKind } from './recalls/process.ts';
import { cityRule, kinds } from './text.ts';

const hasReason = ({ facts }: GuardContext): string | null =>
  typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'boards/no-words';

/** Where the city has put nothing else in force. */
export const USUAL_LIMITS: PostingLimits = {
  postWithin: 5,
  showDays: 30,
  replaceWithin: 3,
  law: cityRule,
  keeper: 'liaison',
};

const postingKind: MatterKind<'has-reason' | 'has-photo'> = {
  kind: 'board-posting',
  title: kinds.posting,
  prefix: 'GL',
  process: postingProcess(USUAL_LIMITS),
  guards: {
    'has-reason': hasReason,
    'has-photo': ({ facts }) => (facts.photo === true ? null : 'boards/no-photo'),
  },
  read: 'boards.read',
  page: '/workbench/boards/postings/{id}',
  // Its time is over: whoever has put it up is told.
  follows: async (tx, { snapshot, act, at }) => {
    if (act !== 'expire') return;
    const { rows } = await tx.client.query<{ personId: number }>(
      `select actor_id as "personId" from kernel.entry
        where matter_id = $1 and act = 'post' and actor_id is not null order by seq desc limit 1`,
      [snapshot.id],
    );
    for (const { personId } of rows) {
      const params = { title: snapshot.title, number: snapshot.number };
      await tell(tx.client, { personId, matterId: snapshot.id, code: 'boards.stale', params, at });
    }
  },
};

const dutyKind: MatterKind<'has-reason'> = {
  kind: 'board-duty',
  title: kinds.duty,
  prefix: 'GD',
  process: boardDutyProcess(calendarDays(15), cityRule),
  guards: { 'has-reason': hasReason },
  read: 'boards.read',
  page: '/workbench/boards/duties/{id}',
};

const campaignKind: MatterKind<'has-reason' | 'has-sources'> = {
  kind: 'outreach-campaign',
  title: kinds.campaign,
  prefix: 'XC',
  process: campaignProcess,
  guards: {
    'has-reason': hasReason,
    'has-sources': ({ facts }) => (typeof facts.sources === 'number' && facts.sources > 0 ? null : 'boards/no-sources'),
  },
  read: 'boards.read',
  page: '/workbench/boards/campaigns/{id}',
};

const terminalKind: MatterKind<'has-reason'> = {
  kind: 'display-terminal',
  title: kinds.terminal,
  prefix: 'DX',
  process: terminalProcess,
  guards: { 'has-reason': hasReason },
  read: 'boards.read',
  page: '/workbench/boards/terminals/{id}',
};

const interruptionKind: MatterKind = {
  kind: 'screen-interruption',
  title: kinds.interruption,
  prefix: 'CB',
  process: interruptionProcess,
  guards: {},
  read: 'boards.read',
  page: '/workbench/boards/screens?interruption={id}',
  follows: async (tx, { snapshot, at }) => {
    await tx.client.query('update boards.interruption set ended_at = $2 where matter_id = $1 and ended_at is null', [
      snapshot.id,
      at,
    ]);
  },
};

export const allKinds: readonly MatterKind[] = [
  postingKind,
  dutyKind,
  campaignKind,
  terminalKind,
  interruptionKind,
  recallKind,
];
