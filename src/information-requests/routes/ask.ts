import { randomUUID } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  addFile,
  CaptchaFields,
  captchaFor,
  checkPerson,
  dayOf,
  flowChart,
  flowSteps,
  type Kernel,
  Refusal,
  refuse,
  submissionTypes,
  type Web,
} from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { allowances } from '../allowances.ts';
import { APPLICANT_KINDS } from '../decisions.ts';
import { publishedFeeTables } from '../fee-tables.ts';
import { receiveRequest } from '../operations/intake.ts';
import { BlankFormPage } from '../pages/blank-form.tsx';
import { DonePage, type FormFault, FormPage, type FormValues } from '../pages/form.tsx';
import { AnswerPage, LandingPage } from '../pages/landing.tsx';
import { informationRequest } from '../process.ts';
import type { DocumentKind } from '../repo/applicants.ts';
import { answerById, publishedAnswersOf } from '../repo/published.ts';
import type { Medium, Way } from '../repo/requests.ts';
import { sentenceOf } from '../say.ts';
import { text } from '../text.ts';
import { roleTitles } from './roles.ts';
import { papersOf, show } from './shared.ts';

const config = { may: 'information-requests.ask' };
const schema = { hide: true };
const MOST_MEGABYTES = 10;
const MOST_FILES = 10;

/** The chart takes some milliseconds and never changes. */
let chart: string | undefined;
const drawn = (): string => (chart ??= flowChart(informationRequest, { roles: roleTitles }));

/** The column 依申请公开 and its form. */
export function askRoutes(web: Web, kernel: Kernel): void {
  web.get('/information-requests', { config, schema }, async (request, reply) => {
    const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/u.exec(drawn());
    const page = createElement(LandingPage, {
      context: pageContext(request),
      width: Math.ceil(Number(size?.[1] ?? 0)),
      height: Math.ceil(Number(size?.[2] ?? 0)),
      steps: flowSteps(informationRequest, roleTitles),
      answers: await publishedAnswersOf(kernel.published.pool, 20),
      fees: await publishedFeeTables(kernel.published.pool, dayOf(kernel.now())),
      acceptors: (await acceptorsIn(kernel)).map(({ id, name, address, phone }) => ({ id, name, address, phone })),
    });
    return show(reply, page);
  });
  web.get('/information-requests/blank-form', { config, schema }, (request, reply) =>
    show(reply, createElement(BlankFormPage, { context: pageContext(request) })),
  );
  web.get('/information-requests/process.svg', { config, schema }, async (_request, reply) =>
    reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'public, max-age=300').send(drawn()),
  );
  web.get(
    '/information-requests/answers/:id',
    { config, schema: { hide: true, params: z.object({ id: z.coerce.number().int().positive() }) } },
    async (request, reply) => {
      const found = await answerById(kernel.published.pool, request.params.id);
      if (!found) throw refuse('information-requests/not-found', {}, 404);
      const agency = (await directoryOf(kernel.published)).agencyName(found.agencyId);
      return show(reply, createElement(AnswerPage, { context: pageContext(request), ...found, agency }));
    },
  );
  web.get(
    '/information-requests/new',
    {
      config,
      schema: { hide: true, querystring: z.object({ agency: z.string().max(20).optional().catch(undefined) }) },
    },
    (request, reply) => showForm(kernel, request, reply, { agency: request.query.agency ?? '' }, []),
  );
  web.post(
    '/information-requests/new',
    { config: { ...config, allowance: allowances.ask }, schema },
    (request, reply) => take(kernel, request, reply),
  );
}

/** Every agency takes requests; committees of residents are none. */
const acceptorsIn = async (kernel: Kernel) =>
  (await directoryOf(kernel.published)).agencies.filter(({ kind }) => kind !== 'committee');

async function showForm(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  values: FormValues,
  faults: readonly FormFault[],
): Promise<FastifyReply> {
  const acceptors = await acceptorsIn(kernel);
  const page = createElement(FormPage, {
    context: pageContext(request),
    agencies: acceptors.map(({ id, name }) => ({ id, name })),
    values,
    faults,
    formKey: values.key ?? randomUUID(),
    captcha: captchaFor(kernel, request.actor, kernel.now()),
  });
  return show(reply, page, faults.length > 0 ? 422 : 200);
}

/** Which field a refusal is about. */
const FIELD: Readonly<Record<string, string>> = {
  'information-requests/no-subject': 'subject',
  'information-requests/too-long': 'wanted',
  'information-requests/unprintable': 'wanted',
  'information-requests/no-name': 'name',
  'information-requests/no-document': 'document',
  'information-requests/bad-document': 'document',
  'information-requests/no-contact': 'phone',
  'information-requests/bad-phone': 'phone',
  'information-requests/bad-email': 'email',
  'information-requests/no-way-address': 'address',
  'captcha/wrong': 'captcha',
};

const Filled = z.object({
  key: z.uuid(),
  agency: z.coerce.number().int().positive(),
  kind: z.enum(APPLICANT_KINDS),
  documentKind: z.enum(['resident-id', 'passport', 'credit-code', 'other']),
  medium: z.enum(['paper', 'electronic', 'disc', 'other']),
  way: z.enum(['post', 'web', 'pickup', 'email', 'reading', 'fax']),
});

async function take(kernel: Kernel, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { actor } = request;
  const at = kernel.now();
  const { values, files, faults } = await readForm(kernel, request, at);
  const filled = Filled.safeParse(values);
  const unchosen = filled.success
    ? []
    : filled.error.issues.map(({ path }) => ({ path: String(path[0]), message: text.form.choose }));
  if (!filled.success || faults.length > 0) return showForm(kernel, request, reply, values, [...unchosen, ...faults]);
  const { key, agency, kind, documentKind, medium, way } = filled.data;
  const agencyId = (await directoryOf(kernel)).agencyById(agency).id;
  try {
    await checkPerson(kernel, actor, CaptchaFields.parse(values), at);
    const { number, code } = await receiveRequest(kernel, {
      key,
      agencyId,
      channel: 'web',
      applicant: {
        kind,
        name: values.name ?? '',
        documentKind: documentKind satisfies DocumentKind,
        document: values.document,
        phone: values.phone,
        email: values.email,
        address: values.address,
        agent: values.agent,
        personId: actor.kind === 'citizen' || actor.kind === 'enterprise' ? actor.personId : null,
      },
      subject: values.subject ?? '',
      wanted: values.wanted ?? '',
      medium: medium satisfies Medium,
      way: way satisfies Way,
      suggestsPublication: values.suggest === '1',
      uploads: files.files,
      proofFile: files.proof[0] ?? null,
      actor,
      at,
      papers: papersOf(request),
    });
    return show(reply, createElement(DonePage, { context: pageContext(request), number, code }));
  } catch (error) {
    const field = error instanceof Refusal ? FIELD[error.code] : undefined;
    if (!(error instanceof Refusal) || field === undefined) throw error;
    const message = sentenceOf(error.code, error.details);
    return showForm(kernel, request, reply, values, [{ path: field, message }]);
  }
}

type Slots = { readonly files: string[]; readonly proof: string[] };

/** Fields and files of the form; a file that is refused is a fault of its place, and the rest is read on. */
async function readForm(kernel: Kernel, request: FastifyRequest, at: Date) {
  const values: Record<string, string> = Object.create(null);
  const files: Slots = { files: [], proof: [] };
  const faults: FormFault[] = [];
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries(Object(request.body)))
      if (typeof value === 'string') values[name] = value;
    return { values: { ...values }, files, faults };
  }
  for await (const part of request.parts(READING)) {
    if (part.type === 'file') faults.push(...(await placed(kernel, request, at, part, files)));
    else if (typeof part.value === 'string') values[part.fieldname] = part.value;
  }
  return { values: { ...values }, files, faults };
}

/** A file that is cut off is a fault of its place, not of the request. The types of the plugin do not know the first. */
const READING = { throwFileSizeLimit: false, limits: {} };

async function placed(
  kernel: Kernel,
  request: FastifyRequest,
  at: Date,
  part: Part,
  files: Slots,
): Promise<readonly FormFault[]> {
  const slot = part.fieldname === 'proof' ? files.proof : part.fieldname === 'files' ? files.files : null;
  if (!part.filename || !slot || slot.length >= MOST_FILES) {
    part.file.resume();
    return [];
  }
  const fault = await keepFile(kernel, request, at, part, slot);
  return fault ? [fault] : [];
}

type Part = {
  readonly fieldname: string;
  readonly filename: string;
  readonly file: Readable & { readonly truncated: boolean };
};

async function keepFile(
  kernel: Kernel,
  request: FastifyRequest,
  at: Date,
  part: Part,
  slot: string[],
): Promise<FormFault | null> {
  const { file } = part;
  // Whoever refuses a file destroys what he reads from; the request itself has to be read on.
  const copy = new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => done(file.truncated ? refuse('files/too-large', { maxMegabytes: MOST_MEGABYTES }, 413) : null),
  });
  copy.on('error', () => undefined);
  file.on('error', (error) => copy.destroy(error));
  file.pipe(copy);
  try {
    const { personId } = request.actor;
    const stored = await addFile(kernel, copy, {
      name: part.filename,
      maxBytes: MOST_MEGABYTES * 1_048_576,
      allowed: submissionTypes,
      ownerId: personId,
      ...(personId === null ? { isForeign: true } : {}),
      at,
    });
    slot.push(stored.id);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    file.unpipe(copy);
    return { path: part.fieldname, message: `${part.filename}：${sentenceOf(error.code, error.details)}` };
  } finally {
    file.resume();
  }
}
