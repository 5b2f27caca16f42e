import pg from 'pg';
import {
  type Actor,
  anonymous,
  dayOf,
  inTransaction,
  type Kernel,
  lockValue,
  refuse,
  system,
  tell,
} from '../../kernel/index.ts';
import { note, openAccount } from '../account.ts';
import { hashPassword } from '../hashing.ts';
import { insertCredential } from '../repo/credentials.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { insertPerson, nextPersonId, personByDocument, personById } from '../repo/people.ts';
import { insertRepresentation } from '../repo/representation.ts';
import { canonicalNumber } from '../rules/canonical.ts';
import { creditCodeFault } from '../rules/credit-code.ts';
import { mobileFault } from '../rules/phone.ts';
import { residentIdFault } from '../rules/resident-id.ts';
import { sealedAt } from '../sealed.ts';
import type { Device } from './attempt.ts';
import { chosenFaults } from './password.ts';

/** What is wrong with one input; `field` is its name in the form. */
export type InputFault = { readonly field: string; readonly code: string };

export type CitizenRegistration = {
  readonly name: string;
  readonly residentId: string;
  readonly phone: string;
  readonly password: string;
  readonly device: Device;
  readonly at: Date;
};

const MAX_NAME = 100;
const isName = (name: string): boolean => name.trim() !== '' && [...name.trim()].length <= MAX_NAME;

const faultsIn = (pairs: readonly (readonly [string, string | null])[]): readonly InputFault[] =>
  pairs.flatMap(([field, code]) => (code === null ? [] : [{ field, code }]));

/** Everything that keeps a citizen's registration from being taken, at once. */
export async function citizenFaults(form: Omit<CitizenRegistration, 'device'>): Promise<readonly InputFault[]> {
  const number = canonicalNumber(form.residentId);
  const phone = canonicalNumber(form.phone);
  const weak = await chosenFaults(
    form.password,
    [form.name, number, phone].filter((known) => known !== ''),
  );
  return faultsIn([
    ['name', isName(form.name) ? null : 'identity/name-shape'],
    ['residentId', residentIdFault(number, dayOf(form.at))],
    ['phone', mobileFault(phone)],
    ...weak.map((code) => ['password', code] as const),
  ]);
}

/**
 * Registers a citizen. The answer is the same whether or not the number has an account already: nobody learns who
 * exists. Whoever has the account is told that somebody tried.
 *
 * @throws Refusal identity/registration-faulty (422, `faults`)
 * @law 个人信息保护法 第六条, 第五十一条; GB 11643-1999
 */
export async function registerCitizen(kernel: Kernel, form: CitizenRegistration): Promise<void> {
  const faults = await citizenFaults(form);
  if (faults.length > 0) throw refuse('identity/registration-faulty', { faults }, 422);
  const number = canonicalNumber(form.residentId);
  // Hashed before it is known whether it is wanted: the time taken tells nothing.
  const hash = await hashPassword(form.password);
  const known = await personByDocument(databaseOf(kernel), 'citizen', kernel.seal.lookups(number));
  if (known) return toldAgain(kernel, known.id, form);
  const phone = canonicalNumber(form.phone);
  const { name, at, device } = form;
  try {
    await inTransaction(kernel.pool, async (within) => {
      const db = databaseIn(within);
      const lookups = await lockValue(within, kernel.seal, number);
      if (await personByDocument(db, 'citizen', lookups)) throw new Taken();
      const personId = await nextPersonId(db);
      await insertPerson(db, {
        id: personId,
        kind: 'citizen',
        name: name.trim(),
        login: null,
        document: {
          kind: 'resident-id',
          sealed: kernel.seal.seal(number, sealedAt.document(personId)),
          lookup: kernel.seal.lookup(number),
        },
        phone: { sealed: kernel.seal.seal(phone, sealedAt.phone(personId)), lookup: kernel.seal.lookup(phone) },
        region: null,
        assurance: 1,
        at,
      });
      await insertCredential(db, { personId, hash, setOn: dayOf(at), mustChange: false });
      const actor: Actor = { ...anonymous, kind: 'citizen', personId, name: name.trim() };
      await openAccount(kernel, { personId, act: 'register', actor, at, personal: { ...device }, within });
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    // The same form sent twice in one moment.
    const other = await personByDocument(databaseOf(kernel), 'citizen', kernel.seal.lookups(number));
    if (other) await toldAgain(kernel, other.id, form);
  }
}

/** Somebody entered the same number in the same moment. */
class Taken extends Error {}

const isTaken = (error: unknown): boolean =>
  error instanceof Taken ||
  (error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === 'person_document');

async function toldAgain(
  kernel: Kernel,
  personId: number,
  { at, device }: { readonly at: Date; readonly device: Device },
): Promise<void> {
  const { matterId } = await note(kernel, {
    personId,
    act: 'register-again',
    actor: system,
    at,
    personal: { ...device },
  });
  await tell(kernel.pool, { personId, matterId, code: 'identity.registered-again', params: {}, at });
}

export type EnterpriseRegistration = {
  readonly actor: Actor;
  readonly creditCode: string;
  readonly name: string;
  readonly legalRepresentative: string;
  readonly device: Device;
  readonly at: Date;
};

/** @param ownName the name of the citizen who is signed in */
export function enterpriseFaults(
  form: Omit<EnterpriseRegistration, 'actor' | 'device'>,
  ownName: string,
): readonly InputFault[] {
  const isOwn = form.legalRepresentative.replace(/\s/gu, '') === ownName.replace(/\s/gu, '');
  return faultsIn([
    ['creditCode', creditCodeFault(canonicalNumber(form.creditCode))],
    ['name', isName(form.name) ? null : 'identity/name-shape'],
    ['legalRepresentative', isOwn ? null : 'identity/not-legal-representative'],
  ]);
}

/**
 * Registers an enterprise in whose name its legal representative, who is signed in, may then act. An enterprise that is
 * registered already stays with those who represent it; they are told.
 *
 * @throws Refusal identity/registration-faulty (422, `faults`), identity/citizens-only (403)
 * @law GB 32100-2015
 */
export async function registerEnterprise(kernel: Kernel, form: EnterpriseRegistration): Promise<void> {
  const { actor, at, device } = form;
  const agentId = actor.personId;
  if (agentId === null || actor.kind === 'staff') throw refuse('identity/citizens-only', {}, 403);
  const agent = await personById(databaseOf(kernel), agentId);
  if (agent.kind !== 'citizen') throw refuse('identity/citizens-only', {}, 403);
  const faults = enterpriseFaults(form, agent.name);
  if (faults.length > 0) throw refuse('identity/registration-faulty', { faults }, 422);
  const code = canonicalNumber(form.creditCode);
  const known = await personByDocument(databaseOf(kernel), 'enterprise', kernel.seal.lookups(code));
  if (known) {
    if (!actor.actsFor.includes(known.id)) await toldAgain(kernel, known.id, form);
    return;
  }
  try {
    await inTransaction(kernel.pool, async (within) => {
      const db = databaseIn(within);
      const lookups = await lockValue(within, kernel.seal, code);
      if (await personByDocument(db, 'enterprise', lookups)) throw new Taken();
      const personId = await nextPersonId(db);
      await insertPerson(db, {
        id: personId,
        kind: 'enterprise',
        name: form.name.trim(),
        login: null,
        document: {
          kind: 'credit-code',
          sealed: kernel.seal.seal(code, sealedAt.document(personId)),
          lookup: kernel.seal.lookup(code),
        },
        phone: null,
        region: null,
        assurance: 1,
        at,
      });
      await openAccount(kernel, { personId, act: 'register', actor, at, personal: { ...device }, within });
      await insertRepresentation(db, {
        principalId: personId,
        agentId,
        capacity: 'legal-representative',
        fromOn: dayOf(at),
        untilOn: null,
        at,
      });
      await note(kernel, { personId: agentId, act: 'represent', actor, at, facts: { principal: personId }, within });
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}
