import { Settings } from '../../../src/information-requests/settings-shape.ts';
import type { Call } from '../call.ts';

const about = { source: '本局办公会议确定', validFrom: '2030-01-01', value: Settings.parse({}) };

/** Rules for requests that an agency or the city sets: who reads them, proposes a change, approves it. */
export const requestRuleCalls: readonly Call[] = [
  { route: 'GET /api/request-rules', shows: () => '"subject":"fees"' },
  {
    route: 'POST /api/request-rules',
    variant: 'of the city',
    send: () => ({ json: { subject: 'city', seenVersion: 0, ...about } }),
  },
  {
    route: 'GET /api/request-rules/:id',
    send: ({ requestRule }) => ({ params: { id: requestRule.id } }),
    shows: () => '某区人民法院',
  },
  ...(['approve', 'decline', 'take-back'] as const).map(
    (act): Call => ({
      route: 'POST /api/request-rules/:id/acts',
      variant: act,
      send: ({ requestRule }) => ({
        params: { id: requestRule.id },
        json: { act, seenSeq: requestRule.seq, reason: '情况已经变化' },
      }),
    }),
  ),
];
