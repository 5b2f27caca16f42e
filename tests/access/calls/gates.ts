import type { Call } from '../call.ts';
import { waiting } from '../waiting.ts';

const NOTHING = '999999';
const places: Readonly<Record<string, string>> = {
  fileId: '00000000-0000-4000-8000-000000000000',
  file: '00000000-0000-4000-8000-000000000000',
  year: '2026',
  format: 'pdf',
};

/** As what it is known in the table. */
export const GATE_ONLY = 'the gate alone';

/**
 * Routes whose objects the city of these tests does not hold yet, called for something that is not there: who gets past the
 * gate of the permission, and who does not.
 */
export const gateCalls: readonly Call[] = [...waiting].map((route) => ({
  route,
  variant: GATE_ONLY,
  send: () => ({
    params: Object.fromEntries(
      [...route.matchAll(/:(\w+)|\*/gu)].map(([, name = '*']) => [name, places[name] ?? NOTHING]),
    ),
    ...(route.startsWith('GET ') ? {} : { json: {} }),
  }),
}));
