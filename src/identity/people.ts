import { type Actor, type Kernel, refuse, type SealedPlace } from '../kernel/index.ts';
import { note } from './account.ts';
import { databaseIn, databaseOf } from './repo/database.ts';
import { namesOf, type PersonKind, personById } from './repo/people.ts';
import { insertViewing } from './repo/viewings.ts';
import { maskAddress, maskName, maskPhone, maskResidentId } from './rules/mask.ts';
import { type ViewingReason, viewingFault } from './rules/viewing.ts';
import { sealedAt } from './sealed.ts';

/** A person as staff may see him in the course of work: name in full, numbers masked. */
export type PersonView = {
  readonly id: number;
  readonly kind: PersonKind;
  readonly name: string;
  readonly maskedName: string;
  readonly documentKind: string | null;
  /** A credit code is public and stands in full. */
  readonly maskedDocument: string | null;
  readonly maskedPhone: string | null;
  readonly maskedAddress: string | null;
  readonly region: string | null;
  /** How sure the city is who this is: 0 said so, 1 number checked, 2 seen at a window, 3 national identity source. */
  readonly assurance: number;
};

/** What a person told about himself, in the clear. */
export type Particulars = {
  readonly id: number;
  readonly kind: PersonKind;
  readonly name: string;
  readonly documentKind: string | null;
  readonly documentNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly region: string | null;
};

/** Names by id, in one query; ids that nobody has are left out. */
export const personNames = (kernel: Kernel, ids: readonly number[]): Promise<ReadonlyMap<number, string>> =>
  namesOf(databaseOf(kernel), ids);

/** @throws Refusal identity/person-not-found (404) */
export async function personView(kernel: Kernel, id: number): Promise<PersonView> {
  const person = await personById(databaseOf(kernel), id);
  const { documentNumber, phone, address, name, documentKind } = opened(kernel, person);
  const isEnterprise = person.kind === 'enterprise';
  return {
    id,
    kind: person.kind,
    name,
    maskedName: isEnterprise ? name : maskName(name),
    documentKind,
    maskedDocument: documentNumber === null || isEnterprise ? documentNumber : maskResidentId(documentNumber),
    maskedPhone: phone === null ? null : maskPhone(phone),
    maskedAddress: address === null ? null : maskAddress(address),
    region: person.region,
    assurance: person.assurance,
  };
}

/**
 * What a person told about himself, for himself, or for a document the program makes. Whoever shows it to staff calls
 * {@link revealPerson} instead.
 *
 * @throws Refusal identity/person-not-found (404)
 */
export async function particularsOf(kernel: Kernel, id: number): Promise<Particulars> {
  return opened(kernel, await personById(databaseOf(kernel), id));
}

/** What somebody looks at, and for which case. */
export type Reveal = {
  readonly actor: Actor;
  readonly personId: number;
  readonly reason: ViewingReason;
  /** What is shown; other particulars are not answered. `form`: numbers in what was filled in, which the caller shows. */
  readonly fields: readonly ('document' | 'phone' | 'address' | 'form')[];
  readonly matter: { readonly id: number; readonly number: string; readonly agencyId: number } | null;
  readonly at: Date;
};

/**
 * Shows a person's numbers to somebody else. Noted in the account of who looked: what for, and in sealed words why; and
 * in the register by which the month is reported and the person himself is told.
 *
 * @throws Refusal identity/person-not-found (404), identity/reveal-no-reason, identity/reveal-reason-short (422)
 * @law 个人信息保护法 第五十一条
 */
export async function revealPerson(
  kernel: Kernel,
  { actor, personId, reason, fields, matter, at }: Reveal,
): Promise<Particulars> {
  const viewerId = actor.personId;
  if (viewerId === null) throw refuse('access/sign-in-first', {}, 401);
  const fault = viewingFault(reason);
  if (fault) throw refuse(fault, {}, 422);
  const { documentNumber, phone, address, ...known } = await particularsOf(kernel, personId);
  const agencyId = matter?.agencyId ?? actor.grants[0]?.agencyId ?? null;
  await note(kernel, {
    personId: viewerId,
    act: 'personal-data-viewed',
    actor,
    at,
    facts: { person: personId, category: reason.category, fields, ...(matter ? { matter: matter.number } : {}) },
    personal: { words: reason.words.trim() },
    write: (tx) =>
      insertViewing(databaseIn(tx), {
        at,
        viewerId,
        agencyId,
        viewedId: personId,
        matterId: matter?.id ?? null,
        category: reason.category,
        fields,
      }).then(() => undefined),
  });
  return {
    ...known,
    documentNumber: fields.includes('document') ? documentNumber : null,
    phone: fields.includes('phone') ? phone : null,
    address: fields.includes('address') ? address : null,
  };
}

type Row = Awaited<ReturnType<typeof personById>>;

function opened(kernel: Kernel, person: Row): Particulars & { readonly kind: PersonKind } {
  const open = (sealed: Buffer | null, at: (id: number) => SealedPlace): string | null =>
    sealed === null ? null : kernel.seal.open(sealed, at(person.id));
  return {
    id: person.id,
    kind: person.kind,
    name: person.name,
    documentKind: person.document_kind,
    documentNumber: open(person.document_sealed, sealedAt.document),
    phone: open(person.phone_sealed, sealedAt.phone),
    address: open(person.address_sealed, sealedAt.address),
    region: person.region,
  };
}
