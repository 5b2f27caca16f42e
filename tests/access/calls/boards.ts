import { pngWithNotes } from '../../../src/boards/testing.ts';
import type { Call, Sent } from '../call.ts';
import { accounts, playlistOf } from '../objects/boards.ts';
import type { Objects } from '../objects/index.ts';

type Which = 'chosen' | 'printed' | 'hung' | 'review';
const words = '内容有误，另行张贴';
const TERMINAL = 'only a terminal signs this';

const onPosting = (act: string, which: Which, more: object = {}): Call => ({
  route: 'POST /api/boards/postings/:id/acts',
  variant: act,
  send: ({ boards }) => ({ params: { id: boards[which].id }, json: { act, seenSeq: boards[which].seq, ...more } }),
});

const onCampaign = (
  act: string,
  more: (objects: Objects) => object = () => ({}),
  which: 'planned' | 'campaign' = 'campaign',
): Call => ({
  route: 'POST /api/boards/campaigns/:id/acts',
  variant: act,
  send: (objects) => ({
    params: { id: objects.boards[which].id },
    json: { act, seenSeq: objects.boards[which].seq, ...more(objects) },
  }),
});

const onTerminal = (act: string, more: object = {}): Call => ({
  route: 'POST /api/boards/terminals/:id/acts',
  variant: act,
  send: ({ boards: { terminal } }) => ({ params: { id: terminal.id }, json: { act, seenSeq: terminal.seq, ...more } }),
});

const of =
  (which: Which | 'campaign' | 'terminal') =>
  ({ boards }: Objects): Sent => ({ params: { id: boards[which].id } });

const newBoard = (agencyId: number, key: string, isNew: boolean) => ({
  key,
  isNew,
  board: {
    name: '大门外公开栏',
    place: '大门外',
    region: '590902',
    agencyId,
    kind: 'government',
    area: 6,
    maintainer: '联络员',
  },
});

function hungForm(): FormData {
  const form = new FormData();
  form.set('postedOn', '2026-04-28');
  form.set('photo', new Blob([Uint8Array.from(pngWithNotes())], { type: 'image/png' }), '现场.png');
  return form;
}

function checkForm(): FormData {
  const form = new FormData();
  const fields = { list: 'norm', item: 'SQ.1', state: 'met', note: '', on: '2026-04-20' };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('photo', new Blob([Uint8Array.from(pngWithNotes())], { type: 'image/png' }), '现场.png');
  return form;
}

const screen = { name: '门口屏', place: '大门口', columns: 16, lines: 3, playlist: null };

/** Boards, sheets, campaigns and screens of the agency `own`. */
export const boardCalls: readonly Call[] = [
  { route: 'GET /api/boards', shows: () => '"key":"SC-1"' },
  { route: 'GET /api/boards/:key', send: () => ({ params: { key: 'SC-1' } }), shows: () => '"key":"SC-1"' },
  {
    route: 'POST /api/boards',
    variant: 'new',
    send: ({ agencyId }) => ({ json: newBoard(agencyId, 'SC-9', true) }),
  },
  {
    route: 'POST /api/boards',
    variant: 'changed',
    send: ({ agencyId }) => ({ json: newBoard(agencyId, 'SC-1', false) }),
  },
  { route: 'GET /api/boards/checks', shows: () => '"key":"SC-1"' },
  { route: 'GET /api/boards/checks.csv', shows: () => 'SC-1' },
  { route: 'GET /api/boards/checks/:id/photo', send: ({ boards }) => ({ params: { id: boards.check } }) },
  { route: 'GET /api/boards/:key/checks', send: () => ({ params: { key: 'SC-1' } }), shows: () => '门厅左侧' },
  {
    route: 'POST /api/boards/:key/checks',
    send: () => ({ params: { key: 'SC-1' }, files: checkForm() }),
  },
  { route: 'GET /api/boards/prints', shows: () => '印制单7号' },
  { route: 'GET /api/boards/prints.csv', shows: () => '印制单7号' },
  {
    route: 'POST /api/boards/prints',
    send: ({ agencyId }) => ({
      json: { agencyId, title: '海报', kind: 'poster', copies: 20, on: '2026-04-20', evidence: '印制单8号' },
    }),
  },
  { route: 'GET /api/boards/rules' },
  {
    route: 'POST /api/boards/rules',
    send: () => ({
      json: { kind: 'service', postWithin: 5, showDays: 90, replaceWithin: 3, law: '本市规定', duties: [] },
    }),
  },
  { route: 'GET /api/boards/postings', shows: ({ boards }) => boards.hung.number },
  { route: 'GET /api/boards/postings.csv', shows: ({ boards }) => boards.hung.number },
  { route: 'GET /api/boards/postings.xlsx' },
  {
    route: 'POST /api/boards/postings',
    send: ({ boards: { source } }) => ({
      json: { board: 'SC-1', topic: 'information', paper: 'a4', sources: [source] },
    }),
  },
  { route: 'GET /api/boards/postings/:id', send: of('hung'), shows: () => '"postedOn":"2026' },
  { route: 'GET /api/boards/postings/:id/sheet.pdf', send: of('chosen') },
  { route: 'GET /api/boards/postings/:id/photo', send: of('hung') },
  onPosting('print', 'chosen', { copies: 1 }),
  onPosting('pass', 'review'),
  onPosting('return', 'review', { words }),
  onPosting('remove', 'hung', { words }),
  onPosting('cancel', 'printed', { words }),
  { ...onPosting('revise', 'review', { accounts }), nobody: 'accounts are changed after they were returned' },
  {
    route: 'POST /api/boards/postings/:id/post',
    send: (objects) => ({ ...of('printed')(objects), files: hungForm() }),
  },
  {
    route: 'POST /api/boards/duties/:id/excuse',
    send: ({ boards: { duty } }) => ({ params: { id: duty.id }, json: { words, seenSeq: duty.seq } }),
  },
  { route: 'GET /api/boards/sources', send: () => ({ query: { q: '抽检' } }) },
  {
    route: 'POST /api/boards/outreach',
    send: ({ boards: { source } }) => ({ json: { form: 'script', title: '广播稿', sources: [source] } }),
  },
  { route: 'GET /api/boards/compilations', shows: () => 'food-safety' },
  {
    route: 'GET /api/boards/compilations/:key',
    send: () => ({ params: { key: 'food-safety' }, query: { volume: 1 } }),
  },
  {
    route: 'POST /api/boards/campaigns',
    send: ({ agencyId }) => ({
      json: { agencyId, title: '政策宣讲', audience: '居民', plan: '进社区宣讲政策', until: '2026-06-30' },
    }),
  },
  { route: 'GET /api/boards/campaigns', shows: ({ boards }) => boards.campaign.number },
  { route: 'GET /api/boards/campaigns/:id', send: of('campaign'), shows: () => '进店发放明白卡' },
  onCampaign('material', ({ boards: { source } }) => ({ sources: [source] }), 'planned'),
  onCampaign('print', () => ({ form: 'card', copies: 10, on: '2026-04-28' })),
  onCampaign('distribute', () => ({
    form: 'card',
    place: '社区',
    on: '2026-04-28',
    copies: 5,
    receiver: '社区工作站',
  })),
  onCampaign('feedback', () => ({ words: '群众反映看得懂' })),
  onCampaign('stop', () => ({ words })),
  { route: 'GET /api/boards/campaigns/:id/ledger.csv', send: of('campaign'), shows: () => '农贸市场' },
  {
    route: 'GET /api/boards/campaigns/:id/:form',
    send: ({ boards }) => ({ params: { id: boards.campaign.id, form: 'script' } }),
  },
  { route: 'POST /api/boards/terminals', send: ({ agencyId }) => ({ json: { agencyId, kind: 'led', ...screen } }) },
  { route: 'GET /api/boards/terminals', shows: ({ boards }) => boards.terminal.number },
  { route: 'GET /api/boards/terminals/:id', send: of('terminal'), shows: ({ boards }) => boards.terminal.number },
  onTerminal('recode'),
  onTerminal('revoke', { words }),
  onTerminal('change', screen),
  { route: 'GET /api/boards/playlists', shows: () => '"key":"dating"' },
  {
    route: 'POST /api/boards/playlists',
    send: ({ agencyId, boards: { source } }) => ({ json: { key: 'xin', playlist: playlistOf(agencyId, source.ref) } }),
  },
  {
    route: 'POST /api/boards/playlists',
    variant: 'of others taken over',
    send: ({ boards: { source } }, { agencyId }) => ({
      json: { key: 'dating', playlist: playlistOf(agencyId ?? 1, source.ref) },
    }),
  },
  {
    route: 'POST /api/boards/interruptions',
    send: ({ agencyId }) => ({ json: { agencyId, words: '暴雨预警，请尽快回家', hours: 2 } }),
  },
  { route: 'GET /api/boards/interruptions', shows: () => '系统维护' },
  { route: 'POST /api/boards/interruptions/:id/end', send: ({ boards }) => ({ params: { id: boards.interruption } }) },
  {
    route: 'POST /player/enrol',
    send: () => ({ json: { code: 'ABCDEFGHJK', publicKey: 'MFkwEwYHKoZIzj0CAQ' } }),
    nobody: 'nobody has the code of a terminal',
  },
  { route: 'GET /player/manifest', nobody: TERMINAL },
  { route: 'POST /player/heartbeat', send: () => ({ json: { version: null, held: 0 } }), nobody: TERMINAL },
  { route: 'POST /player/reports', send: () => ({ json: { reports: [] } }), nobody: TERMINAL },
  ...[
    '',
    'player.js',
    'schedule.js',
    'link.js',
    'kiosk.js',
    'kiosk-search.js',
    'find.js',
    'keys.js',
    'dom.js',
    'worker.js',
    'player.css',
  ].map((file): Call => ({ route: `GET /player/${file}` })),
];
