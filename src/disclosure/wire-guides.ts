import { z } from 'zod';
import { GuideText } from './rules/guide.ts';
import { Institution } from './rules/institution.ts';

// What the workbench asks of the guides of organs and of what they are made of. Browser-safe.

const IdParams = z.object({ id: z.coerce.number().int().positive() });
const Day = z.iso.date();
/** The version that was looked at; 0 when there was none. */
const seen = { seen: z.int().min(0) };
const State = z.enum(['missing', 'due', 'good']);

export const listGuides = {
  method: 'GET',
  path: '/api/disclosure/guides',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        agency: z.string(),
        state: State,
        /** Why it is to be looked at again, in words. */
        reasons: z.array(z.string()),
        /** What the city expects besides the article and it does not say, in words. */
        lacking: z.array(z.string()),
        revisedOn: Day.nullable(),
        /** Whether the organ has said what it is made of. */
        institutionOn: Day.nullable(),
      }),
    ),
  }),
} as const;

export const readGuide = {
  method: 'GET',
  path: '/api/disclosure/guides/:id',
  params: IdParams,
  response: z.object({
    guide: GuideText,
    agency: z.string(),
    version: z.int(),
    state: State,
    reasons: z.array(z.string()),
    /** Where visitors read it; null for an organ without a site. */
    page: z.string().nullable(),
    versions: z.array(z.object({ version: z.int(), from: Day, to: Day.nullable() })),
  }),
} as const;
export const putGuideCall = {
  method: 'POST',
  path: '/api/disclosure/guides/:id',
  params: IdParams,
  body: z.object({ guide: GuideText, ...seen }),
} as const;

export const readInstitution = {
  method: 'GET',
  path: '/api/disclosure/institutions/:id',
  params: IdParams,
  response: z.object({
    institution: Institution,
    agency: z.string(),
    version: z.int(),
    missing: z.array(z.string()),
    revisedOn: Day.nullable(),
    page: z.string().nullable(),
  }),
} as const;
export const putInstitutionCall = {
  method: 'POST',
  path: '/api/disclosure/institutions/:id',
  params: IdParams,
  body: z.object({ institution: Institution, ...seen }),
} as const;
