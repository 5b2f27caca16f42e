import type { Call } from '../call.ts';
import { FOREIGN, OLD_ADDRESS } from '../objects/standing.ts';

/** The place of a path behind the star of its route. */
const behind = (path: string, root: string): Readonly<Record<string, string>> => ({ '*': path.replace(root, '') });

/** Sites, their pages and what is looked up there. */
export const siteCalls: readonly Call[] = [
  { route: 'GET /site/*', send: () => ({ params: { '*': '590902-sc/' } }), shows: ({ published }) => published.path },
  {
    route: 'GET /content/:year/:file',
    send: ({ published: { ref } }) => ({ params: { year: 2026, file: `${ref}.html` } }),
    shows: () => '本期抽检一百批次',
  },
  {
    route: 'GET /content/:year/:file',
    variant: 'withdrawn',
    send: ({ withdrawn: { ref } }) => ({ params: { year: 2026, file: `${ref}.html` } }),
    shows: () => '一百批次',
    nobody: 'what was withdrawn is not shown any more',
  },
  {
    route: 'GET /content/files/:file/:name',
    send: ({ published: { fileId } }) => ({ params: { file: fileId, name: 'x.txt' } }),
  },
  {
    route: 'GET /content/files/:file/:name',
    variant: 'of a draft',
    send: ({ draftFile }) => ({ params: { file: draftFile, name: 'x.txt' } }),
    nobody: 'a draft is not public',
  },
  { route: 'GET /content/word/:file', send: ({ published: { ref } }) => ({ params: { file: `${ref}.docx` } }) },
  {
    route: 'GET /content/word/:file',
    variant: 'withdrawn',
    send: ({ withdrawn: { ref } }) => ({ params: { file: `${ref}.docx` } }),
    nobody: 'what was withdrawn is not shown any more',
  },
  { route: 'GET /assets/*', send: ({ asset }) => ({ params: behind(asset, '/assets/') }) },
  { route: 'GET /*', send: () => ({ params: behind(OLD_ADDRESS, '/') }) },
  { route: 'GET /catalogue', shows: ({ published }) => published.path },
  { route: 'GET /catalogue.csv', shows: ({ published }) => published.index },
  { route: 'GET /catalogue.json', shows: ({ published }) => published.index },
  { route: 'GET /policies' },
  { route: 'GET /sites', shows: () => '/site/590902-sc/' },
  { route: 'GET /leaving', send: () => ({ query: { to: FOREIGN } }), shows: () => FOREIGN },
  { route: 'GET /report-error', send: ({ published: { path } }) => ({ query: { page: path } }) },
  { route: 'GET /sitemap.xml', shows: () => '590902-sc' },
  { route: 'POST /api/readings/:ref', send: ({ published: { ref } }) => ({ params: { ref } }) },
  {
    route: 'POST /api/site-health/:site/judgements',
    send: () => ({ params: { site: '590902-sc' }, body: { item: 'V05', times: [0], note: '' } }),
  },
  { route: 'GET /api/site-health', variant: 'the site', shows: () => '"key":"590902-sc"' },
  { route: 'GET /api/site-health', variant: 'alarms', shows: ({ published: { path } }) => `"path":"${path}"` },
];
