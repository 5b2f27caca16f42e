import { directoryOf, isRole, personNames, roleText, viewingCategories } from '../../identity/index.ts';
import {
  type Actor,
  dayOf,
  filesOfMatter,
  isDay,
  type Kernel,
  matterById,
  personalPart,
  refuse,
  type Snapshot,
  type TimelineEntry,
  timeline,
} from '../../kernel/index.ts';
import type { CaseView } from '../contract.ts';
import { itemOfApplication } from '../items.ts';
import { writtenOn } from '../papers/text.ts';
import { applicantOf } from '../people.ts';
import { type ApplicationRow, applicationOf, childrenOf } from '../repo/applications.ts';
import { consultationOf } from '../repo/consultations.ts';
import { databaseOf } from '../repo/database.ts';
import { documentsOf } from '../repo/documents.ts';
import { answerSections, answersInWords } from '../rules/answers.ts';
import { clockViews } from '../rules/clock-view.ts';
import { text } from '../text.ts';
import { actsFor } from './case-acts.ts';
import { consultationWords } from './consult.ts';
import { formOf } from './form.ts';

const KINDS = ['service-application', 'first-review', 'consultation'] as const;
type CaseKind = (typeof KINDS)[number];
const isCaseKind = (kind: string): kind is CaseKind => KINDS.some((known) => known === kind);

export type Looking = { readonly id: number; readonly actor: Actor; readonly at: Date };
/** What is shown in full: nothing, until somebody has said why he needs it. */
export type Shown = { readonly document: string | null; readonly phone: string | null };

/**
 * A matter of this module as the workbench shows it to one person. Who handles it reads what was filled in, numbers
 * masked; who oversees it sees its course only.
 *
 * @throws Refusal matter/not-found, cases/wrong-kind (404), access/forbidden (403)
 */
export async function caseView(kernel: Kernel, looking: Looking, full: Shown | null = null): Promise<CaseView> {
  const { actor, at } = looking;
  const snapshot = await matterById(kernel, looking.id);
  const { kind } = snapshot;
  if (!isCaseKind(kind)) throw refuse('cases/wrong-kind', {}, 404);
  kernel.access.check(actor, 'cases.read', { agencyId: snapshot.agencyId });
  const handles = kernel.access.may(actor, 'cases.act', { agencyId: snapshot.agencyId });
  const directory = await directoryOf(kernel);
  const about = await aboutCase(kernel, snapshot);
  const history = await timeline(kernel, snapshot.id);
  const documents = await documentsOf(databaseOf(kernel), about.id);
  return {
    id: snapshot.id,
    kind,
    number: snapshot.number,
    title: snapshot.title,
    state: snapshot.state,
    stateTitle: snapshot.process.states[snapshot.state]?.title ?? snapshot.state,
    holderRole: snapshot.holderRole,
    agencyId: snapshot.agencyId,
    agencyName: directory.agencyName(snapshot.agencyId),
    region: snapshot.region,
    seq: snapshot.seq,
    openedAt: snapshot.openedAt.toISOString(),
    closedAt: snapshot.closedAt?.toISOString() ?? null,
    parent:
      snapshot.parentId === null
        ? null
        : { id: snapshot.parentId, number: (await matterById(kernel, snapshot.parentId)).number },
    children: await childrenIn(kernel, snapshot.id),
    ...(await contentOf(kernel, snapshot, about, handles, full, erasureOf(history, snapshot, about))),
    documents: documents.map((document) => ({
      id: document.id,
      kind: document.kind,
      title: document.title,
      number: document.number,
      issuedAt: document.issuedAt.toISOString(),
      validUntil: document.validUntil,
      revokedAt: document.revokedAt?.toISOString() ?? null,
      fileId: handles ? document.fileId : null,
      code: document.code,
    })),
    clocks: [...clockViews(kernel.calendars.forRegion(snapshot.region), snapshot.process, snapshot.clocks, dayOf(at))],
    timeline: await linesOf(kernel, snapshot, history, handles),
    acts: actsFor(kernel, actor, snapshot, history, about.application, documents),
  };
}

type AboutCase = { readonly id: number; readonly application: ApplicationRow | null };

/** The application a matter is, or belongs to. */
async function aboutCase(kernel: Kernel, snapshot: Snapshot): Promise<AboutCase> {
  if (snapshot.kind === 'consultation') return { id: snapshot.id, application: null };
  const id = snapshot.kind === 'first-review' ? (snapshot.parentId ?? snapshot.id) : snapshot.id;
  return { id, application: await applicationOf(databaseOf(kernel), id) };
}

async function childrenIn(kernel: Kernel, id: number): Promise<CaseView['children']> {
  const directory = await directoryOf(kernel);
  const children = await childrenOf(databaseOf(kernel), id);
  return Promise.all(
    children.map(async (child) => ({
      id: child.id,
      number: child.number,
      title: child.title,
      state: (await kernel.processes.byId(child.processId)).states[child.state]?.title ?? child.state,
      agencyName: directory.agencyName(child.agencyId),
    })),
  );
}

type Content = Pick<CaseView, 'item' | 'applicant' | 'channel' | 'sections' | 'situation' | 'wanted' | 'files'>;

async function contentOf(
  kernel: Kernel,
  snapshot: Snapshot,
  about: AboutCase,
  handles: boolean,
  full: Shown | null,
  erased: TimelineEntry['erased'],
): Promise<Content> {
  const { application } = about;
  if (!application) return consultationContent(kernel, snapshot, handles);
  const item = await itemOfApplication(kernel, application);
  const applicant = await applicantOf(kernel, application.applicantId);
  const data = handles && item.form ? await formOf(kernel, about.id, application) : {};
  const stored = handles ? await filesOfMatter(kernel.pool, about.id) : [];
  return {
    item: { code: item.code, version: application.itemVersion, name: item.name, caseType: application.caseType },
    applicant: {
      kind: application.applicantKind,
      name: full ? applicant.name : applicant.maskedName,
      document: full ? full.document : applicant.maskedDocument,
      phone: full ? full.phone : applicant.maskedPhone,
      masked: !full,
    },
    channel: application.channel,
    sections: erased
      ? [
          {
            title: item.form?.title ?? item.name,
            answers: [{ label: text.kinds.application, value: erasedInWords(erased) }],
          },
        ]
      : handles && item.form && Object.keys(data).length > 0
        ? answerSections(item.form, data, !full).map((section) => ({
            title: section.title,
            answers: [...section.answers],
          }))
        : [],
    situation: [...answersInWords(item.situation, application.answers)],
    wanted: application.wanted.map((line) => ({
      ...line,
      finding: application.checklist[line.key] ?? null,
      fileId: handles ? (application.uploads[line.key] ?? null) : null,
    })),
    files: stored.map(({ id, name, size, mediaType, scan, createdAt }) => ({
      id,
      name,
      size,
      mediaType,
      scan,
      uploadedAt: createdAt.toISOString(),
    })),
  };
}

async function consultationContent(kernel: Kernel, snapshot: Snapshot, handles: boolean): Promise<Content> {
  const row = await consultationOf(databaseOf(kernel), snapshot.id);
  const words = row && handles ? consultationWords(kernel, { ...row, id: snapshot.id }) : { question: '', answer: '' };
  const answers = [
    { label: text.consultation.question, value: words.question },
    { label: text.consultation.answer, value: words.answer ?? '' },
  ];
  return {
    item: null,
    applicant: null,
    channel: row?.channel ?? null,
    sections: [{ title: text.kinds.consultation, answers }],
    situation: [],
    wanted: [],
    files: [],
  };
}

async function linesOf(
  kernel: Kernel,
  snapshot: Snapshot,
  history: readonly TimelineEntry[],
  handles: boolean,
): Promise<CaseView['timeline']> {
  const ids = history.flatMap(({ actor }) =>
    actor.role !== 'subject' && actor.person && actor.person !== 'system' ? [Number(actor.person)] : [],
  );
  const names = await personNames(kernel, ids);
  const remarks: Readonly<Record<string, string>> = text.remarks;
  return Promise.all(
    history.map(async (entry) => {
      const { person, role } = entry.actor;
      return {
        seq: entry.seq,
        at: entry.at,
        act: entry.act,
        title: snapshot.process.actions[entry.act]?.title ?? remarks[entry.act] ?? entry.act,
        by:
          person === 'system'
            ? text.by.system
            : role === 'subject'
              ? text.by.applicant
              : (names.get(Number(person)) ?? null),
        role: role !== null && isRole(role) ? roleText[role].title : null,
        to: snapshot.process.states[entry.to]?.title ?? entry.to,
        text: (await wordsOf(kernel, snapshot.id, entry, handles)) || null,
        hash: entry.hash,
      };
    }),
  );
}

/** That the form of the application was erased; known here for the application itself only. */
const erasureOf = (
  history: readonly TimelineEntry[],
  { id }: Snapshot,
  { application }: AboutCase,
): TimelineEntry['erased'] =>
  application?.matterId === id ? (history.find(({ seq }) => seq === application.formSeq)?.erased ?? null) : null;

const erasedInWords = ({ at, law }: NonNullable<TimelineEntry['erased']>): string =>
  text.erased(writtenOn(dayOf(at)), law);

/** What an act says in words: its facts, and for who handles the matter the sealed words too. */
async function wordsOf(kernel: Kernel, matterId: number, entry: TimelineEntry, handles: boolean): Promise<string> {
  if (entry.erased) return [...factsInWords(entry.facts), erasedInWords(entry.erased)].join('\n');
  const part: unknown = handles && entry.payload !== null ? await personalPart(kernel, matterId, entry.seq) : null;
  const sealed = (key: string): unknown =>
    typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined;
  const spoken = sealed('text');
  const opinion = sealed('opinion');
  return [
    ...factsInWords(entry.facts),
    ...(isOpinion(opinion) ? [text.opinion[opinion]] : []),
    ...(typeof spoken === 'string' ? [spoken] : []),
  ].join('\n');
}

const isOpinion = (value: unknown): value is 'agree' | 'disagree' => value === 'agree' || value === 'disagree';
/** For what somebody looked at the applicant's numbers. */
const categories: Readonly<Record<string, string>> = viewingCategories;

function factsInWords(facts: unknown): readonly string[] {
  const fact = (key: string): unknown =>
    typeof facts === 'object' && facts !== null ? Reflect.get(facts, key) : undefined;
  const day = (key: string): string => {
    const value = fact(key);
    return typeof value === 'string' && isDay(value) ? writtenOn(value) : '';
  };
  const days = fact('expectedWorkdays');
  const opinion = fact('opinion');
  const how = fact('how');
  const reason = fact('reason');
  const category = fact('category');
  return [
    ...(typeof days === 'number' ? [text.facts.expected(days, day('until'))] : []),
    ...(day('visitedOn') === '' ? [] : [text.facts.visited(day('visitedOn'))]),
    ...(isOpinion(opinion) ? [text.opinion[opinion]] : []),
    ...(how === 'online' || how === 'window' || how === 'post' ? [text.facts.how[how]] : []),
    ...(typeof category === 'string' ? [categories[category] ?? category] : []),
    ...(typeof reason === 'string' ? [reason] : []),
  ];
}
