import { PASSWORD } from '../actors.ts';
import type { Call } from '../call.ts';

/** What anybody may read, and the ways in. */
export const openCalls: readonly Call[] = [
  { route: 'GET /healthz' },
  { route: 'GET /api/openapi.json' },
  { route: 'GET /' },
  { route: 'GET /search', send: () => ({ query: { q: '食品' } }) },
  { route: 'GET /statistics' },
  { route: 'GET /statistics/:id', send: () => ({ params: { id: 'M-002-applied' }, query: { side: 'numerator' } }) },
  { route: 'GET /sitemap' },
  { route: 'GET /security' },
  { route: 'GET /.well-known/security.txt' },
  { route: 'GET /favicon.ico' },
  { route: 'GET /screens' },
  { route: 'GET /screens/' },
  { route: 'GET /workbench' },
  // A file of an older build: what is there now depends on whether anything was built.
  {
    route: 'GET /workbench/*',
    send: () => ({ params: { '*': 'assets/older.js' } }),
    nobody: 'no build has this file any more',
  },
  { route: 'GET /api/agencies', send: () => ({ query: { region: '590902' } }) },
  { route: 'GET /api/regions', send: () => ({ query: { parent: '590902' } }) },
  { route: 'GET /items' },
  { route: 'GET /items/:code', send: ({ items }) => ({ params: { code: items.food.code } }) },
  { route: 'GET /items/:code/history', send: ({ items }) => ({ params: { code: items.food.code } }) },
  { route: 'GET /items/:code/process.svg', send: ({ items }) => ({ params: { code: items.food.code } }) },
  { route: 'GET /items/:code/process.bpmn', send: ({ items }) => ({ params: { code: items.food.code } }) },
  { route: 'GET /verify' },
  { route: 'GET /verify/:code', send: ({ document }) => ({ params: { code: document.code } }) },
  { route: 'GET /preferences', send: () => ({ query: { set: 'contrast-high', back: '/items' } }) },
  { route: 'GET /sign-in' },
  { route: 'POST /sign-in', send: () => ({ form: { name: 'dibao', password: PASSWORD } }) },
  { route: 'GET /sign-in/code' },
  { route: 'POST /sign-in/code', send: () => ({ form: { code: '000000' } }), nobody: 'no session waits for a code' },
  { route: 'POST /sign-out' },
  { route: 'GET /register' },
  // A form that cannot be taken: registering costs a tenth of a second, and who may is known before.
  { route: 'POST /register', send: () => ({ form: { name: '' } }), nobody: 'the form is faulty' },
  { route: 'POST /api/session', send: () => ({ json: { name: 'dibao', password: PASSWORD } }) },
  {
    route: 'POST /api/session/code',
    send: () => ({ json: { code: '000000' } }),
    nobody: 'no session waits for a code',
  },
  { route: 'GET /api/session' },
  // A leader of a department is offered no screen that would send him away.
  {
    route: 'GET /api/session',
    variant: 'offered the register of incidents',
    shows: () => '"operations.see-incidents"',
  },
  { route: 'DELETE /api/session' },
];
