import { disclosureModule } from '../disclosure/index.ts';
import {
  catalogue,
  GATES,
  type People,
  people,
  publicationById,
  publish,
  putCatalogue,
  review,
  submit,
} from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import {
  type Actor,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  kernelSentences,
  kernelTasks,
  sentencesOf,
  startWorker,
} from '../kernel/index.ts';
import type { Officer, Subject } from './contract.ts';
import { enforcementModuleOf } from './index.ts';
import { enterResult } from './operations/enter.ts';
import { officerRegister, subjectRegister } from './registers.ts';

const all = () => sentencesOf([{ name: 'kernel', sentences: kernelSentences }, disclosureModule, enforcementModule]);
export const enforcementModule = enforcementModuleOf({ say: (code, details) => all()(code, details) });

export const OFFICERS = ['MT-SC-0001', 'MT-SC-0002'] as const;
export const CODE = '91440000MA0000007P';

/** A penalty with everything that is asked for. */
export const penalty = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  kind: 'penalty',
  documentNumber: '明市监处罚〔2026〕1号',
  subject: '经营超过保质期的食品案',
  partyKind: 'organisation',
  party: '明堂市某某商贸有限公司',
  partyCode: CODE,
  facts: '当事人经营超过保质期的糕点二十盒。',
  basis: '食品安全法 第一百二十四条',
  content: '没收超过保质期的食品，罚款十二万元。',
  penalties: ['fine', 'confiscation'],
  fineFen: 12_000_000,
  confiscatedFen: 20_000,
  decidedOn: '2026-11-20',
  officers: [...OFFICERS],
  ...over,
});

export const licence = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  kind: 'licence',
  documentNumber: '明市监许〔2026〕1号',
  subject: '食品经营许可',
  partyKind: 'business',
  party: '明德区某某小吃店',
  partyCode: null,
  basis: '食品安全法 第三十五条',
  content: '准予食品经营许可。',
  decidedOn: '2026-11-20',
  validFrom: '2026-11-20',
  validUntil: '2031-11-19',
  ...over,
});

export type EnforcementCity = TestCity & {
  readonly who: People;
  readonly agencyId: number;
  /** Works until nothing is ready. */
  readonly drain: () => Promise<void>;
  readonly ask: (login: string | null, method: 'GET' | 'POST', url: string, body?: object) => Promise<Answered>;
};
export type Answered = {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly body: string;
};

const node = (key: string, name: string) => {
  const [first] = catalogue;
  if (!first) throw new Error('there is no catalogue');
  const freshness = { kind: 'each', days: 20, unit: 'workday', law: '国办发〔2018〕118号' } as const;
  return { ...first, key, name, parent: 'ML.3', freshness };
};

/** A city whose market supervision enforces, with two officers. */
export async function enforcementCity(at: Date): Promise<EnforcementCity> {
  const city = await testCity([disclosureModule, enforcementModule], at);
  const { kernel } = city;
  await putCatalogue(kernel, [
    ...catalogue,
    node('ML.3.05.07', '行政许可办理结果'),
    node('ML.3.05.08', '其他结果'),
    node('ML.3.06.02', '行政强制'),
    node('ML.3.06.06', '行政执法统计年报'),
    node('ML.3.13.07', '抽查结果'),
  ]);
  await putSubject(kernel);
  for (const [i, number] of OFFICERS.entries()) await putOfficer(kernel, number, { name: `执法员${i + 1}` });
  const cookies = new Map<string, Promise<string>>();
  const signIn = async (login: string): Promise<string> => {
    // These tests look years ahead; passwords are not what they are about.
    await kernel.pool.query('update identity.credential set set_on = $1', [dayOf(kernel.now())]);
    return signedIn(city.web, login);
  };
  const agencyId = (await directoryOf(kernel)).agencyByKey('590900-SC')?.id ?? 0;
  return {
    ...city,
    agencyId,
    who: await people(kernel),
    drain: async () => {
      const worker = startWorker({
        pool: kernel.pool,
        tasks: { ...kernelTasks(kernel), ...disclosureModule.tasks?.(kernel) },
        routines: [],
        now: kernel.now,
        report: () => undefined,
      });
      await worker.drain();
      await worker.stop();
    },
    ask: async (login, method, url, body) => {
      const key = `${login} ${kernel.now().toISOString()}`;
      if (login !== null && !cookies.has(key)) cookies.set(key, signIn(login));
      const answer = await city.web.inject({
        method,
        url,
        headers: { cookie: (await cookies.get(key)) ?? '', 'sec-fetch-site': 'same-origin' },
        ...(body === undefined ? {} : { payload: body }),
      });
      const isJson = String(answer.headers['content-type']).includes('json');
      return { status: answer.statusCode, body: answer.body, json: isJson ? answer.json() : {} };
    },
  };
}

const SINCE = day('2024-01-01');

export async function putSubject(kernel: Kernel, over: Partial<Subject> = {}): Promise<void> {
  const value: Subject = {
    agency: '590900-SC',
    nature: 'statutory',
    entrustedBy: '',
    scope: '市场监督管理',
    basis: '食品安全法等',
    procedure: '',
    remedy: '六十日内申请行政复议，或者六个月内提起行政诉讼',
    complaintPhone: '12315',
    ...over,
  };
  const entry = { key: value.agency, validFrom: SINCE, value, source: '试验', changedBy: null, at: kernel.now() };
  await inTransaction(kernel.pool, (tx) => subjectRegister.put(tx, entry));
}

export async function putOfficer(
  kernel: Kernel,
  number: string,
  over: Partial<Officer> = {},
  from: string = SINCE,
): Promise<void> {
  const value: Officer = {
    agency: '590900-SC',
    name: '某某',
    field: '市场监管',
    issuer: '明堂市人民政府',
    validUntil: '2028-12-31',
    state: 'valid',
    ...over,
  };
  const entry = { key: number, validFrom: day(from), value, source: '试验', changedBy: null, at: kernel.now() };
  await inTransaction(kernel.pool, (tx) => officerRegister.put(tx, entry));
}

/** Takes a draft past all gates; it waits to be published. */
export async function passed(kernel: Kernel, who: People, id: number): Promise<void> {
  const at = kernel.now();
  const { row } = await publicationById(kernel, id);
  await submit(kernel, { id, actor: who.drafter, at, seenRevision: row.revision });
  const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
  const by: Readonly<Record<(typeof GATES)[number], Actor>> = {
    department: who.department,
    office: who.officer,
    secrecy: who.secrecy,
  };
  for (const gate of GATES) await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at });
}

/** Enters a result and takes it to the public; answers its matter and index number. */
export async function shown(
  city: Pick<EnforcementCity, 'kernel' | 'who' | 'agencyId'>,
  result: Readonly<Record<string, unknown>>,
  corrects?: { readonly index: string; readonly note: string },
): Promise<{ readonly id: number; readonly index: string }> {
  const { kernel, who, agencyId } = city;
  const { id } = await enterResult(kernel, { agencyId, result, actor: who.drafter, at: kernel.now(), corrects });
  await passed(kernel, who, id);
  const [out] = await publish(kernel, { id, actor: who.officer, at: kernel.now() });
  return { id, index: out?.index ?? '' };
}
