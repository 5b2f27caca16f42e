import { directoryOf } from '../../identity/index.ts';
import {
  type Acted,
  act,
  addDays,
  dayOf,
  indexDocument,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  type Snapshot,
  system,
  tell,
} from '../../kernel/index.ts';
import { differentApplicants } from '../repo/applicants.ts';
import {
  changeConversion,
  conversionOf,
  conversionWith,
  disclosedAmong,
  insertConversion,
  linkRequests,
  requestsOfConversion,
} from '../repo/conversions.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { requestOf } from '../repo/requests.ts';
import { settingsOf } from '../settings.ts';
import { text } from '../text.ts';
import { alikeIds } from './alike.ts';
import { type Doing, legalDayOf, onMatter } from './doing.ts';

/** The task that looks, after a reply has gone out, whether others asked for the same. */
export const CONVERT = 'information-requests.convert';

/**
 * Proposes to publish what several applicants asked for and got, or what one suggested to publish. Asking again for what
 * is proposed already joins the proposal.
 *
 * @returns the proposal, or null when too few asked
 * @law 政府信息公开条例 第四十四条
 */
export async function proposeConversion(kernel: Kernel, requestId: number, at: Date): Promise<number | null> {
  const db = databaseOf(kernel);
  const request = await requestOf(db, requestId);
  const today = dayOf(at);
  const { conversionApplicants, conversionMonths } = await settingsOf(kernel, request.agencyId, today);
  const alike = (await alikeIds(kernel, request)).map(({ id }) => id);
  const since = addDays(today, -Math.round(conversionMonths * 30.44));
  const requests = await disclosedAmong(db, [requestId, ...alike], request.agencyId, since);
  if (!requests.includes(requestId)) return null;
  const applicants = await differentApplicants(db, requests);
  const known = await conversionWith(db, requests);
  if (known !== null) {
    await linkRequests(db, known, requests);
    await changeConversion(db, known, { applicants });
    return known;
  }
  if (applicants < conversionApplicants && !request.suggestsPublication) return null;
  const { region } = (await directoryOf(kernel)).agencyById(request.agencyId);
  const { id } = await openMatter(kernel, {
    kind: 'request-conversion',
    act: 'propose',
    title: text.conversionTitle(request.subject),
    region,
    agencyId: request.agencyId,
    actor: system,
    capacity: { role: 'system', agencyId: null },
    at,
    facts: { applicants, requests: requests.length, suggested: request.suggestsPublication },
    write: async (tx, conversion) => {
      const rows = databaseIn(tx);
      await insertConversion(rows, { id: conversion, agencyId: request.agencyId, topic: request.subject, applicants });
      await linkRequests(rows, conversion, requests);
    },
  });
  return id;
}

/** @throws Refusal information-requests/wrong-kind (404) */
export async function conversionById(kernel: Kernel, { matter }: Pick<Doing, 'matter'>): Promise<Snapshot> {
  const snapshot = typeof matter === 'number' ? await matterById(kernel, matter) : matter;
  if (snapshot.kind !== 'request-conversion') throw refuse('information-requests/wrong-kind', {}, 404);
  return snapshot;
}

export type ConversionAct = 'recommend' | 'approve' | 'decline';

/** Recommends, approves or declines; who recommends does not approve. @throws Refusal information-requests/no-reason */
export async function decideConversion(
  kernel: Kernel,
  { act: name, reason, ...doing }: Doing & { readonly act: ConversionAct; readonly reason: string },
): Promise<Acted> {
  const snapshot = await conversionById(kernel, doing);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: name,
    evidence: { reason },
    facts: { reason: reason.trim() },
  });
}

/**
 * Publishes the answer: on the column, in the search, and to those who had asked.
 *
 * @param answer what everybody may read; nothing of whoever asked
 * @param url where it stands, when it was published in another column
 * @throws Refusal information-requests/no-answer and those of an act
 */
export async function publishConversion(
  kernel: Kernel,
  { answer, url, ...doing }: Doing & { readonly answer: string; readonly url: string | null },
): Promise<Acted> {
  const snapshot = await conversionById(kernel, doing);
  const on = legalDayOf(doing);
  const conversion = await conversionOf(databaseOf(kernel), snapshot.id);
  if (!conversion) throw refuse('information-requests/not-found', {}, 404);
  const address = url ?? `/information-requests/answers/${snapshot.id}`;
  const acted = await act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'publish',
    evidence: { answer },
    facts: { url: address },
    write: async (tx) => {
      await changeConversion(databaseIn(tx), snapshot.id, { answer: answer.trim(), url, published_on: on });
      await indexDocument(tx.client, {
        kind: 'request-answer',
        ref: String(snapshot.id),
        title: conversion.topic,
        url: address,
        summary: answer.trim().slice(0, 120),
        text: answer,
        agencyId: snapshot.agencyId,
        region: snapshot.region,
        publishedOn: on,
      });
    },
  });
  await tellEarlier(kernel, snapshot, conversion.topic, doing.at);
  return acted;
}

/** Those who asked and have an account are told where everybody finds it now. */
async function tellEarlier(kernel: Kernel, snapshot: Snapshot, topic: string, at: Date): Promise<void> {
  const requests = await requestsOfConversion(databaseOf(kernel), snapshot.id);
  await inTransaction(kernel.pool, async ({ client }) => {
    for (const { id, personId } of requests) {
      if (personId === null) continue;
      await tell(client, { personId, matterId: id, code: 'information-requests.published', params: { topic }, at });
    }
  });
}
