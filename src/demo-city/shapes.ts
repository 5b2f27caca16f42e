import { z } from 'zod';

/** Text that may be left out of the file. */
const text = z.string().nullable().default(null);
const day = z.iso.date();

export const Regions = z.object({
  regions: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      level: z.enum(['province', 'city', 'county', 'township', 'village']),
      kind: z.string(),
      parent: text,
      households: z.int().nullable().default(null),
      population: z.int().nullable().default(null),
    }),
  ),
});

export const Agencies = z.object({
  openedOn: day,
  agencies: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      shortName: z.string(),
      kind: z.string(),
      /** 条线: the same duty at every level; `ZF` a government, `CW` a village committee. */
      line: text,
      uscc: text,
      region: z.string(),
      parent: text,
      oversees: text,
      address: text,
      phone: text,
      duties: z.array(z.string()).default([]),
    }),
  ),
  halls: z.array(
    z.object({
      name: z.string(),
      region: z.string(),
      level: z.string(),
      windows: z.int(),
      agency: z.string(),
      address: z.string(),
      phone: z.string(),
      complaintPhone: z.string(),
    }),
  ),
});

export const Staff = z.object({
  appointedOn: day,
  people: z.array(z.object({ key: z.string(), name: z.string(), agency: z.string() })),
  posts: z.array(
    z.object({
      agency: z.string(),
      title: z.string(),
      roles: z.array(z.string()),
      /** Further agencies that the post serves (综合窗口), by key. */
      serves: z.array(z.string()).default([]),
      min: z.int().default(1),
      holders: z.array(z.object({ person: z.string(), until: day.nullable().default(null), filing: text })),
    }),
  ),
});

const Account = z.object({ login: z.string(), role: z.string(), shows: z.string() });
const Registered = Account.extend({ name: z.string(), phone: z.string(), region: z.string(), address: z.string() });

export const Accounts = z.object({
  /** Of every demo account; never used outside the demo city. */
  password: z.string(),
  household: z.array(z.object({ name: z.string(), relation: z.string(), residentId: z.string() })),
  staff: z.array(Account.extend({ person: z.string() })),
  citizens: z.array(Registered.extend({ residentId: z.string() })),
  enterprises: z.array(
    Registered.extend({ uscc: z.string(), legalRepresentative: z.string(), agents: z.array(z.string()) }),
  ),
});

const Material = z.object({
  name: z.string(),
  issuer: text,
  source: z.string(),
  necessity: z.string().default('必要'),
  condition: text,
  form: z.string().default('纸质/电子'),
  type: z.string().default('原件'),
  copies: z.int().default(0),
  blank: z.boolean().default(false),
});

export const Items = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      subtype: text,
      catalogCode: z.string(),
      line: z.string(),
      /** Levels that handle it, the main one first. */
      levels: z.array(z.enum(['city', 'county', 'township', 'village'])),
      caseType: z.enum(['即办件', '承诺件']),
      statutory: z.object({
        n: z.int(),
        unit: z.enum(['工作日', '自然日', '月']),
        /** Other units in working days, for comparison only. */
        workdays: z.number().nullable().default(null),
        law: text,
        article: text,
        /** Only `statute` and `statute-default` were compared with the text of the law. */
        from: z.enum(['statute', 'statute-default', 'found', 'known']),
      }),
      /** Working days; 0 is at once. */
      promised: z.int(),
      targets: z.array(z.int()),
      visits: z.int(),
      visitReason: text,
      /** 1 at a window, 2 online, 3 by post. */
      forms: z.array(z.int()),
      special: z
        .array(z.object({ kind: z.string(), days: z.int().nullable(), unit: z.string(), excluded: z.string() }))
        .default([]),
      result: z.object({ name: z.string(), kind: z.string(), validity: text }).nullable().default(null),
      basis: z.array(z.object({ law: z.string(), article: text, checked: z.boolean() })),
      fee: z
        .object({ basis: text, standard: text, onlinePay: z.boolean().default(false) })
        .nullable()
        .default(null),
      themePerson: text,
      themeLegal: text,
      grassroots: text,
      steps: z.array(z.tuple([z.string(), z.int()])),
      nationalCode: text,
      materialsFrom: z.enum(['statute', 'found', 'known']).nullable().default(null),
      materials: z.array(Material).default([]),
    }),
  ),
  bundles: z.array(z.object({ id: z.string(), name: z.string(), items: z.array(z.string()) })),
});

/** Documents that stood on the city's former site, before this program; `dated`: how exactly their day is known. */
export const Sources = z.object({
  base: z.url(),
  pages: z.array(
    z.object({
      file: z.string().regex(/^\d{3}\.txt$/u),
      title: z.string(),
      publishedAt: z.string(),
      column: z.string(),
      source: z.string(),
      dated: z.enum(['minute', 'year', 'guess']),
    }),
  ),
});

/** Requests for government information in every stage; days are counted from the day of the first start. */
export const Requests = z.object({
  people: z.record(
    z.string(),
    z.object({
      kind: z.enum(['natural', 'business', 'research', 'charity', 'legal', 'other']),
      name: z.string(),
      documentKind: z.enum(['resident-id', 'credit-code', 'none']),
      document: z.string(),
      phone: z.string(),
      email: z.string().optional(),
      address: z.string(),
      agent: z.string().optional(),
      /** Who has an account asks with it. */
      login: z.string().optional(),
    }),
  ),
  requests: z.array(
    z.object({
      key: z.uuid(),
      agency: z.string(),
      channel: z.enum(['web', 'counter', 'fax', 'signed-post', 'letter', 'oral']),
      by: z.string(),
      subject: z.string(),
      wanted: z.string(),
      medium: z.enum(['paper', 'electronic']),
      way: z.enum(['post', 'web', 'pickup', 'email']),
      suggests: z.boolean().default(false),
      came: z.union([z.object({ workdaysAgo: z.int() }), z.object({ lastYear: z.string().regex(/^\d\d-\d\d$/u) })]),
      steps: z.array(
        z.looseObject({
          act: z.string(),
          /** Working days since the step before. */
          after: z.int(),
          /** Which of the letters it sent, for what comes of one. */
          opinion: z.int().optional(),
          /** A paper that goes with the reply; with `hides` it is given without these words. */
          gives: z
            .array(z.object({ name: z.string(), lines: z.array(z.string()), hides: z.array(z.string()).default([]) }))
            .default([]),
        }),
      ),
    }),
  ),
});
