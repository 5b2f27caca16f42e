import type { z } from 'zod';
import { directoryOf, personNames } from '../../identity/index.ts';
import {
  type Actor,
  agenciesWithin,
  capacityFor,
  type Day,
  dayOf,
  filesOfMatter,
  type Kernel,
  matterById,
  pageOf,
} from '../../kernel/index.ts';
import { catalogueOn } from '../catalogue.ts';
import { publicationProcess } from '../process.ts';
import { type ListQuery, listedPublications } from '../repo/lists.ts';
import { companionsOf, draftHistory, gateRows } from '../repo/publications.ts';
import { linksOf } from '../repo/published.ts';
import { turnedBackRows } from '../repo/turned-back.ts';
import { secrecyChecks } from '../rules/secrecy.ts';
import { scopeSentences } from '../scope-text.ts';
import { sentences } from '../text.ts';
import type { listPublications, PublicationView } from '../wire.ts';
import { faultsOf } from './draft.ts';
import { publicationById } from './publication.ts';
import { secretTerms } from './secrecy.ts';

/** What may be wanting in a draft is said in the words of the text and of its scope. */
const faultSentences: Readonly<Record<string, string>> = { ...sentences, ...scopeSentences };

/**
 * One publication with its text, what is still wanting, what the gates said, and every revision.
 *
 * @throws Refusal matter/not-found (404), access/forbidden (403)
 */
export async function publicationView(kernel: Kernel, id: number, actor: Actor, at: Date): Promise<PublicationView> {
  const { snapshot, row, draft } = await publicationById(kernel, id);
  kernel.access.check(actor, 'disclosure.read', { agencyId: snapshot.agencyId });
  const [faults, gates, history, files, companions, links, directory, nodes, turnedBack] = await Promise.all([
    snapshot.state === 'drafting' ? faultsOf(kernel, id, at) : [],
    gateRows(kernel.pool, id),
    draftHistory(kernel.pool, id),
    filesOfMatter(kernel.pool, id),
    companionsOf(kernel.pool, id),
    row.index === null ? [] : linksOf(kernel.pool, row.index),
    directoryOf(kernel),
    catalogueOn(kernel, dayOf(at)),
    turnedBackRows(kernel.pool, id),
  ]);
  const people = [
    ...gates.map(({ personId }) => personId),
    ...history.flatMap(({ savedBy }) => savedBy ?? []),
    ...turnedBack.flatMap(({ personId }) => personId ?? []),
  ];
  const names = await personNames(kernel, [...new Set(people)]);
  const nameOf = (person: number | null): string | null => (person === null ? null : (names.get(person) ?? null));
  const form = snapshot.process.actions.form;
  return {
    id,
    state: snapshot.state,
    seq: snapshot.seq,
    agencyId: snapshot.agencyId,
    agency: directory.agencyName(snapshot.agencyId),
    content: draft.content,
    nodeName: nodes.find(({ key }) => key === draft.content.node)?.name ?? draft.content.node,
    revision: draft.revision,
    text: draft.hash.toString('hex'),
    savedAt: draft.savedAt.toISOString(),
    savedBy: nameOf(draft.savedBy),
    mayWrite: snapshot.state === 'drafting' && form !== undefined && capacityFor(form.by, actor, snapshot) !== null,
    faults: faults.map(({ code, field, missing = '' }) => ({
      ...{ code, field },
      message: (faultSentences[code] ?? code).replaceAll('{missing}', missing),
    })),
    gates: gates.map(({ gate, passed, hash, personId, words, at: said }) => ({
      gate,
      passed,
      current: row.submittedHash?.equals(hash) ?? false,
      by: nameOf(personId),
      words,
      at: said.toISOString(),
    })),
    revisions: history.map(({ id: draftId, revision, aside, savedBy, savedAt }) => ({
      id: draftId,
      revision,
      aside,
      by: nameOf(savedBy),
      at: savedAt.toISOString(),
    })),
    files: files.map(({ id: fileId, name, mediaType, size, scan }) => ({
      id: fileId,
      name,
      type: mediaType,
      bytes: size,
      scan,
    })),
    index: row.index,
    corrects: row.corrects,
    changeNote: row.changeNote,
    publishAt: row.publishAt?.toISOString() ?? null,
    interprets:
      row.interprets === null ? null : { id: row.interprets, title: (await matterById(kernel, row.interprets)).title },
    companions: await Promise.all(
      companions.map(async ({ id: companion, state }) => ({
        id: companion,
        state,
        title: (await matterById(kernel, companion)).title,
      })),
    ),
    plan: row.plan,
    secrecy:
      snapshot.state === 'secrecy'
        ? { checks: [...secrecyChecks], terms: [...(await secretTerms(kernel, kernel.pool, draft.content))] }
        : null,
    turnedBack: turnedBack.map(({ act, code, personId, at: on }) => ({
      act,
      code,
      by: nameOf(personId),
      at: on.toISOString(),
    })),
    links: [...links],
  };
}

/** Agencies whose publications somebody may read. */
export function agenciesToRead(kernel: Kernel, actor: Actor): readonly number[] {
  return agenciesWithin(kernel.access, actor, 'disclosure.read');
}

const PAGE = 50;

type Rows = z.input<typeof listPublications.response>;

/** A queue, newest first. */
export async function publicationList(
  kernel: Kernel,
  query: Omit<ListQuery, 'agencyIds' | 'limit' | 'today' | 'personId'>,
  actor: Actor,
  at: Date,
): Promise<Rows> {
  const today = dayOf(at);
  const found = await listedPublications(kernel, {
    ...query,
    agencyIds: agenciesToRead(kernel, actor),
    personId: actor.personId,
    today,
    limit: PAGE + 1,
  });
  const directory = await directoryOf(kernel);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  const { states } = publicationProcess();
  return {
    rows: rows.map(({ warnOn, agencyId, ...row }) => ({
      ...row,
      agency: directory.agencyShortName(agencyId),
      stateTitle: row.state in states ? states[row.state as keyof typeof states].title : row.state,
      genre: row.genre as Rows['rows'][number]['genre'],
      attribute: row.attribute as Rows['rows'][number]['attribute'],
      light: lightOf(row.dueOn, warnOn, today),
    })),
    next,
  };
}

const lightOf = (dueOn: Day | null, warnOn: Day | null, today: Day): 'green' | 'yellow' | 'red' => {
  if (dueOn !== null && dueOn < today) return 'red';
  return warnOn !== null && warnOn <= today ? 'yellow' : 'green';
};
