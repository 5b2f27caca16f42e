import type { ByItself, MatterKind, Transaction } from '../kernel/index.ts';
import { conversionGuards, opinionGuards, requestGuards } from './guards.ts';
import { writeOfEnding } from './operations/ending.ts';
import { informationRequest } from './process.ts';
import { conversion } from './process-conversion.ts';
import { agencyOpinion, thirdPartyOpinion } from './process-opinion.ts';
import { databaseIn } from './repo/database.ts';
import { changeFee, feeOf } from './repo/fees.ts';
import { changeOpinion } from './repo/opinions.ts';
import { changeRequest } from './repo/requests.ts';
import { ruleChangeKind } from './rules-changed/process.ts';
import { text } from './text.ts';

const OVERSEE = 'information-requests.oversee';
const PAGE = '/workbench/information-requests/{id}';

/** What follows for a request from a limit that passed. */
async function requestFollows(tx: Transaction, { snapshot, act, on, at }: ByItself): Promise<void> {
  const db = databaseIn(tx);
  const { id } = snapshot;
  switch (act) {
    case 'deem-received':
      return changeRequest(db, id, { receivedOn: on, countedFrom: on });
    case 'deem-corrected':
      return changeRequest(db, id, { countedFrom: on });
    case 'abandon-uncorrected':
      await writeOfEnding(tx, id);
      return changeRequest(db, id, { decision: '3.6.1', decidedAt: at, concludedOn: on });
    case 'abandon-unpaid':
      if (await feeOf(db, id)) await changeFee(db, id, { state: 'lapsed' });
      await writeOfEnding(tx, id);
      return changeRequest(db, id, { decision: '3.6.2', decidedAt: at, concludedOn: on });
  }
}

async function opinionFollows(tx: Transaction, { snapshot, act }: ByItself): Promise<void> {
  if (act === 'lapse') await changeOpinion(databaseIn(tx), snapshot.id, { answer: 'silent' });
}

/** The kinds of matter of this module. */
export const kinds: readonly MatterKind[] = [
  {
    kind: 'information-request',
    title: text.kinds.request,
    prefix: 'XG',
    process: informationRequest,
    guards: requestGuards,
    page: PAGE,
    oversee: OVERSEE,
    receipts: true,
    follows: requestFollows,
  },
  {
    kind: 'third-party-opinion',
    title: text.kinds.thirdParty,
    prefix: 'ZQ',
    process: thirdPartyOpinion,
    guards: opinionGuards,
    page: '/workbench/information-requests/opinions/{id}',
    oversee: OVERSEE,
    follows: opinionFollows,
  },
  {
    kind: 'agency-opinion',
    title: text.kinds.agency,
    prefix: 'JG',
    process: agencyOpinion,
    guards: opinionGuards,
    page: '/workbench/information-requests/opinions/{id}',
    oversee: OVERSEE,
    follows: opinionFollows,
  },
  {
    kind: 'request-conversion',
    title: text.kinds.conversion,
    prefix: 'ZD',
    process: conversion,
    guards: conversionGuards,
    page: '/workbench/information-requests/conversions/{id}',
    oversee: OVERSEE,
  },
  ruleChangeKind,
];
