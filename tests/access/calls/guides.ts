import type { Call } from '../call.ts';
import { guide, institution } from '../objects/guides.ts';
import type { Objects } from '../objects/index.ts';

const ofAgency = ({ agencyId }: Objects) => ({ params: { id: agencyId } });
const ofSite = ({ guides: { site } }: Objects) => ({ params: { site } });

/** What organs say of themselves: their guides and what they are made of. */
export const guideCalls: readonly Call[] = [
  { route: 'GET /guides', send: () => ({ query: { region: '590902' } }) },
  { route: 'GET /guides', variant: 'by a word', send: () => ({ query: { q: '市场监督' } }) },
  { route: 'GET /guides/:site', send: ofSite },
  { route: 'GET /guides/:site/:version', send: ({ guides: { site } }) => ({ params: { site, version: 1 } }) },
  { route: 'GET /institutions', send: () => ({ query: { q: '经营主体' } }) },
  { route: 'GET /institutions/:site', send: ofSite },
  { route: 'GET /api/disclosure/guides', shows: ({ guides }) => `"agency":"${guides.agency}"` },
  { route: 'GET /api/disclosure/guides/:id', send: ofAgency },
  {
    route: 'POST /api/disclosure/guides/:id',
    send: (objects) => ({ ...ofAgency(objects), json: { guide, seen: 2 } }),
  },
  { route: 'GET /api/disclosure/institutions/:id', send: ofAgency },
  {
    route: 'POST /api/disclosure/institutions/:id',
    send: (objects) => ({ ...ofAgency(objects), json: { institution, seen: 1 } }),
  },
];
