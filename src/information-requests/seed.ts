import { Readable } from 'node:stream';
import { type DemoRequests, demoRequests } from '../demo-city/index.ts';
import { actorOf, demoPersonId, directoryOf, roleHolders } from '../identity/index.ts';
import {
  type Actor,
  addFile,
  anonymous,
  type Calendar,
  type Day,
  day,
  dayOf,
  instant,
  type Kernel,
  kernelTasks,
  matterById,
  Refusal,
  timeline,
} from '../kernel/index.ts';
import { ActBody, type ActInput } from './contract.ts';
import type { Papers } from './operations/doing.ts';
import { receiveRequest } from './operations/intake.ts';
import { renderers } from './operations/letters.ts';
import { saveDraft, submitDraft } from './operations/reply.ts';
import { redactFile } from './redaction/redact.ts';
import { databaseOf } from './repo/database.ts';
import { opinionsOf } from './repo/opinions.ts';
import { doAct } from './routes/staff-acts.ts';

type Story = DemoRequests['requests'][number];
type Step = Story['steps'][number];
type Person = DemoRequests['people'][string];

/** Acts of the head and of the legal reviewer; the others are the request officer's. */
const BY: Readonly<Record<string, string>> = {
  extend: 'decider',
  delay: 'decider',
  sign: 'decider',
  approve: 'legal-reviewer',
  'send-back': 'legal-reviewer',
};
const OFFICER = 'request-officer';
/** Working days for which requests have their letters on paper too. */
const RECENT = 14;
const FIRST_HOUR = 9 * 60;
const MOST_BYTES = 20 * 1_048_576;
const PDF: ReadonlySet<string> = new Set(['application/pdf']);

type Scene = {
  readonly kernel: Kernel;
  readonly at: Date;
  readonly calendar: Calendar;
  readonly papers: Papers | null;
  readonly staff: (agencyId: number, role: string) => Promise<Actor>;
};

/**
 * Gives the demo city requests in every stage, through the operations by which people do it, on the days they would have:
 * what is late is late by its clock. A request that is there already goes on where it stopped.
 */
export async function seedRequests(kernel: Kernel, at: Date, publicUrl: string | null): Promise<void> {
  const { people, requests } = await demoRequests();
  // Entries of last year lie in months that the program had no need of yet.
  await kernel.pool.query(
    `select kernel.ensure_entry_partition(month::date)
       from generate_series(date_trunc('year', $1::timestamptz) - interval '1 year', $1::timestamptz, interval '1 month') month`,
    [at],
  );
  const directory = await directoryOf(kernel);
  const actors = new Map<string, Promise<Actor>>();
  const staff = (agencyId: number, role: string): Promise<Actor> => {
    const key = `${agencyId} ${role}`;
    const actor = actors.get(key) ?? holderOf(kernel, agencyId, role, dayOf(at));
    actors.set(key, actor);
    return actor;
  };
  const papers = publicUrl === null ? null : { publicUrl };
  // The worker is not called after each act: it would look at the clocks of a story that is still being told.
  const quiet = { ...kernel, wake: () => undefined };
  for (const story of requests) {
    const agency = directory.agencyByKey(story.agency);
    const person = people[story.by];
    if (!agency || !person) throw new Error(`nobody asks ${story.agency}`);
    const scene = { kernel: quiet, at, calendar: kernel.calendars.forRegion(agency.region), papers, staff };
    await play(scene, story, person, agency.id);
  }
  kernel.wake();
}

async function holderOf(kernel: Kernel, agencyId: number, role: string, on: Day): Promise<Actor> {
  const holder = (await roleHolders(kernel, [agencyId], on)).find((each) => each.role === role);
  const actor = holder && (await actorOf(kernel, holder.personId, on));
  if (!actor) throw new Error(`agency ${agencyId} has no ${role}`);
  return actor;
}

async function play(scene: Scene, story: Story, person: Person, agencyId: number): Promise<void> {
  const { kernel, calendar, staff, at } = scene;
  // Older letters are kept in words: their papers would take longer than all the rest of the first start.
  const papers = 'lastYear' in story.came || story.came.workdaysAgo > RECENT ? null : scene.papers;
  const today = dayOf(at);
  let on = cameOn(story, calendar, today);
  let minute = FIRST_HOUR;
  const now = (): Date => momentOf(on, minute, at);
  const officer = await staff(agencyId, OFFICER);
  const { login, ...applicant } = person;
  const web = story.channel === 'web';
  const asks = web && login ? await demoPersonId(kernel, login) : null;
  const arrives = ['fax', 'letter', 'signed-post'].includes(story.channel);
  const { id } = await receiveRequest(kernel, {
    key: story.key,
    agencyId,
    channel: story.channel,
    applicant: { ...applicant, personId: asks },
    subject: story.subject,
    wanted: story.wanted,
    medium: story.medium,
    way: story.way,
    suggestsPublication: story.suggests,
    actor: web ? ((asks === null ? null : await actorOf(kernel, asks, on)) ?? anonymous) : officer,
    at: now(),
    ...(arrives ? { arrivedOn: on } : {}),
    papers,
  });
  for (const step of story.steps) {
    if (step.after > 0) {
      on = calendar.addWorkdays(on, step.after);
      minute = FIRST_HOUR;
    }
    minute += 40;
    if (on > today || (await isTold(kernel, await matterOf(kernel, id, step), step.act))) continue;
    if (!(await took({ ...scene, papers }, story, id, agencyId, step, now()))) return;
  }
}

function cameOn({ came }: Story, calendar: Calendar, today: Day): Day {
  if ('lastYear' in came) return calendar.nextWorkday(day(`${Number(today.slice(0, 4)) - 1}-${came.lastYear}`));
  return came.workdaysAgo === 0 ? today : calendar.subtractWorkdays(today, came.workdaysAgo);
}

/** A minute of a day of work, and never after now. */
function momentOf(on: Day, minute: number, latest: Date): Date {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  const at = instant(on, `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
  return at < latest ? at : latest;
}

/** The request, or the letter of it that a step is about. */
const matterOf = async (kernel: Kernel, id: number, { opinion }: Step): Promise<number> =>
  opinion === undefined ? id : ((await opinionsOf(databaseOf(kernel), id))[opinion]?.id ?? id);

const isTold = async (kernel: Kernel, matter: number, act: string): Promise<boolean> =>
  (await timeline(kernel, matter)).some((entry) => entry.act === act);

/** False when a limit that the program watches was faster: then it stays as it is. */
async function took(...all: Parameters<typeof take>): Promise<boolean> {
  try {
    await take(...all);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal && error.code.startsWith('matter/'))) throw error;
    return false;
  }
}

async function take(
  { kernel, papers, staff }: Scene,
  story: Story,
  id: number,
  agencyId: number,
  step: Step,
  at: Date,
): Promise<void> {
  const { act, after: _after, opinion: _opinion, gives, ...given } = step;
  const matter = await matterOf(kernel, id, step);
  const { seq } = await matterById(kernel, matter);
  const actor = await staff(agencyId, BY[act] ?? OFFICER);
  const attachments = gives.length > 0 ? await filesFor(kernel, story, id, gives, actor, at) : [];
  const body = act === 'draft' ? { ...given, draft: { ...Object(given.draft), attachments } } : given;
  const input: ActInput = ActBody.parse({ act, seenSeq: seq, ...body });
  if (input.act === 'draft') {
    const doing = { matter, actor, at, papers };
    await saveDraft(kernel, { ...doing, draft: input.draft });
    await submitDraft(kernel, doing);
    return;
  }
  await doAct(kernel, matter, input, { actor, at, papers });
  // What the worker would do only now happened then.
  if (input.act === 'answer') await kernelTasks(kernel)['kernel.child-closed']?.({ parent: id }, at);
}

/** The papers that are given, made as PDF; of one with something to hide what is given is the redacted copy. */
async function filesFor(
  kernel: Kernel,
  { subject }: Story,
  id: number,
  gives: Step['gives'],
  actor: Actor,
  at: Date,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { name, lines, hides } of gives) {
    const { agencyId, number } = await matterById(kernel, id);
    const agency = (await directoryOf(kernel)).agencyName(agencyId);
    const bytes = await (await renderers()).render(
      'notice',
      { title: subject, number, agency, addressee: agency, issuedOn: dayOf(at), body: lines },
      at,
    );
    const stored = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
      name,
      maxBytes: MOST_BYTES,
      allowed: PDF,
      ownerId: null,
      matterId: id,
      at,
    });
    const doing = { matter: id, actor, at, papers: null };
    const given =
      hides.length === 0
        ? stored
        : await redactFile(kernel, { ...doing, fileId: stored.id, marks: { texts: hides, regions: [] } });
    files.push(given.id);
  }
  return files;
}
