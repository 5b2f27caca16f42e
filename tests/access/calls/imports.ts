import type { Call } from '../call.ts';

/** What is left to do of a site that moved in. */
export const importCalls: readonly Call[] = [
  { route: 'GET /api/disclosure/import-notes', send: () => ({ query: { view: 'all' } }) },
  { route: 'GET /api/disclosure/import-notes.csv', send: () => ({ query: { view: 'all' } }) },
  {
    route: 'GET /api/disclosure/import-notes/:id/file',
    send: ({ importNote }) => ({ params: { id: importNote } }),
  },
  {
    route: 'POST /api/disclosure/import-notes/:id/settled',
    send: ({ importNote }) => ({ params: { id: importNote }, json: { settled: true } }),
  },
  {
    route: 'POST /api/disclosure/publications/:id/files/:fileId/page',
    send: ({ oldFile: { id, file } }) => ({ params: { id, fileId: file }, json: { seenRevision: 1 } }),
  },
];
