import { sql } from 'kysely';
import { type Day, refuse } from '../../kernel/index.ts';
import type { ApplicantKind, Channel, DecisionCode } from '../decisions.ts';
import type { RequestsDb } from './database.ts';

export type Medium = 'paper' | 'electronic' | 'disc' | 'other';
export type Way = 'post' | 'web' | 'pickup' | 'email' | 'reading' | 'fax';

export type NewRequest = {
  readonly matterId: number;
  readonly intakeKey: string | null;
  readonly agencyId: number;
  readonly channel: Channel;
  readonly applicantKind: ApplicantKind;
  readonly subject: string;
  readonly wanted: string;
  readonly medium: Medium;
  readonly way: Way;
  readonly suggestsPublication: boolean;
  /** A `tsvector` literal. */
  readonly tokens: string;
  readonly marks: readonly string[];
  readonly codeHash: Buffer;
  readonly uploads: readonly string[];
  readonly at: Date;
  readonly arrivedOn: Day | null;
  readonly receivedOn: Day | null;
};

/** Enters a request; false when the same form came in before. */
export async function insertRequest(db: RequestsDb, request: NewRequest): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    insert into information_requests.request (matter_id, intake_key, agency_id, channel, applicant_kind, subject, wanted,
      medium, way, suggests_publication, tokens, marks, code_hash, uploads, submitted_at, arrived_on, received_on, counted_from)
    values (${request.matterId}, ${request.intakeKey}, ${request.agencyId}, ${request.channel}, ${request.applicantKind},
      ${request.subject}, ${request.wanted}, ${request.medium}, ${request.way}, ${request.suggestsPublication},
      ${request.tokens}::tsvector, ${[...request.marks]}::bigint[], ${request.codeHash}, ${[...request.uploads]}::uuid[],
      ${request.at}, ${request.arrivedOn}, ${request.receivedOn}, ${request.receivedOn})
    on conflict (intake_key) do nothing returning true as done`.execute(db);
  return rows.length > 0;
}

/** What came of the form with this key. */
export const requestByKey = (db: RequestsDb, key: string) =>
  db
    .selectFrom('information_requests.request as r')
    .innerJoin('kernel.matter as m', 'm.id', 'r.matter_id')
    .select(['m.id', 'm.number'])
    .where('r.intake_key', '=', key)
    .executeTakeFirst();

const query = (db: RequestsDb, matterId: number) =>
  db
    .selectFrom('information_requests.request')
    .select([
      'matter_id as matterId',
      'agency_id as agencyId',
      'channel',
      'applicant_kind as applicantKind',
      'subject',
      'wanted',
      'medium',
      'way',
      'suggests_publication as suggestsPublication',
      'uploads',
      'code_hash as codeHash',
      'submitted_at as submittedAt',
      'submitted_on as submittedOn',
      'arrived_on as arrivedOn',
      'agency_confirmed_at as agencyConfirmedAt',
      'applicant_confirmed_at as applicantConfirmedAt',
      'received_on as receivedOn',
      'counted_from as countedFrom',
      'extended_workdays as extendedWorkdays',
      'same_as as sameAs',
      'redo_of as redoOf',
      'ordered_by as orderedBy',
      'decision',
      'decided_at as decidedAt',
      'concluded_on as concludedOn',
      'delivered_on as deliveredOn',
      'delivered_how as deliveredHow',
      'erased_at as erasedAt',
    ])
    .where('matter_id', '=', matterId);

export type RequestRow = Awaited<ReturnType<typeof requestOf>>;

/** @throws Refusal information-requests/not-found (404) */
export async function requestOf(db: RequestsDb, matterId: number) {
  const row = await query(db, matterId).executeTakeFirst();
  if (!row) throw refuse('information-requests/not-found', {}, 404);
  return { ...row, channel: channelOf(row.channel), applicantKind: kindOf(row.applicantKind), way: wayOf(row.way) };
}

// The database holds nothing else: its checks name the same words.
const channelOf = (text: string) => text as Channel;
const kindOf = (text: string) => text as ApplicantKind;
const wayOf = (text: string) => text as Way;

/** How a request was decided, held until the transaction ends: nobody signs meanwhile. */
export async function decisionHeld(db: RequestsDb, matterId: number): Promise<string | null> {
  const { rows } = await sql<{ decision: string | null }>`
    select decision from information_requests.request where matter_id = ${matterId} for share`.execute(db);
  return rows[0]?.decision ?? null;
}

export type RequestChange = {
  readonly agencyConfirmedAt?: Date;
  readonly applicantConfirmedAt?: Date;
  readonly receivedOn?: Day | null;
  readonly countedFrom?: Day | null;
  readonly extendedWorkdays?: number;
  readonly sameAs?: number | null;
  /** null, all three: it had ended, and is taken up again. */
  readonly decision?: DecisionCode | null;
  readonly decidedAt?: Date | null;
  readonly concludedOn?: Day | null;
  readonly deliveredOn?: Day;
  readonly deliveredHow?: Way;
  readonly wanted?: string;
  readonly tokens?: string;
  readonly marks?: readonly string[];
};

const COLUMNS: Readonly<Record<Exclude<keyof RequestChange, 'tokens' | 'marks'>, string>> = {
  agencyConfirmedAt: 'agency_confirmed_at',
  applicantConfirmedAt: 'applicant_confirmed_at',
  receivedOn: 'received_on',
  countedFrom: 'counted_from',
  extendedWorkdays: 'extended_workdays',
  sameAs: 'same_as',
  decision: 'decision',
  decidedAt: 'decided_at',
  concludedOn: 'concluded_on',
  deliveredOn: 'delivered_on',
  deliveredHow: 'delivered_how',
  wanted: 'wanted',
};

export async function changeRequest(db: RequestsDb, matterId: number, change: RequestChange): Promise<void> {
  const { tokens, marks, ...plain } = change;
  const sets = Object.entries(plain).map(
    ([key, value]) => sql`${sql.ref(COLUMNS[key as keyof typeof plain])} = ${value}`,
  );
  if (tokens !== undefined) sets.push(sql`tokens = ${tokens}::tsvector`);
  if (marks !== undefined) sets.push(sql`marks = ${[...marks]}::bigint[]`);
  if (sets.length === 0) return;
  await sql`update information_requests.request set ${sql.join(sets)} where matter_id = ${matterId}`.execute(db);
}

/** What somebody asks for is gone; when it came and how it ended stays, for the figures. */
export const emptyRequest = (db: RequestsDb, matterId: number, at: Date) =>
  sql`update information_requests.request set subject = '', wanted = '', tokens = ''::tsvector, marks = '{}', uploads = '{}',
        erased_at = ${at} where matter_id = ${matterId}`.execute(db);

/** Requests that share a mark with these, newest first: candidates for being alike. */
export async function candidatesAlike(
  db: RequestsDb,
  marks: readonly string[],
  except: number | null,
  limit: number,
): Promise<readonly { readonly id: number; readonly subject: string; readonly wanted: string }[]> {
  if (marks.length === 0) return [];
  const { rows } = await sql<{ id: number; subject: string; wanted: string }>`
    select matter_id as id, subject, wanted from information_requests.request
     where marks && ${[...marks]}::bigint[] and matter_id is distinct from ${except} and erased_at is null
     order by matter_id desc limit ${limit}`.execute(db);
  return rows;
}
