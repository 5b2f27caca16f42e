import {
  creditCodeFault,
  landlineFault,
  maskName,
  maskPhone,
  maskResidentId,
  mobileFault,
  residentIdFault,
} from '../../identity/index.ts';
import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { ApplicantKind } from '../decisions.ts';
import { applicantOf, type DocumentKind, insertApplicant } from '../repo/applicants.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { canonicalWords, sealedAt } from '../sealed.ts';

/** Who asks, as he says. */
export type ApplicantGiven = {
  readonly kind: ApplicantKind;
  readonly name: string;
  readonly documentKind: DocumentKind;
  readonly document?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
  /** Who signs for an organisation. */
  readonly agent?: string | undefined;
  /** His account, or the person known at the counter. */
  readonly personId: number | null;
};

type Contact = { readonly phone: string; readonly email: string; readonly address: string; readonly agent: string };

/** Who asks, as people who handle the request may see him. */
export type ApplicantView = Contact & {
  readonly name: string;
  readonly documentKind: DocumentKind;
  readonly document: string;
  readonly personId: number | null;
  readonly hasProof: boolean;
};

const trimmed = (text: string | undefined): string => text?.normalize('NFC').trim() ?? '';

/**
 * Why what an applicant says of himself cannot be taken in, or null. A letter without proof of identity is registered all
 * the same (`lenient`): that it lacks is something to ask for.
 *
 * @law 政府信息公开条例 第二十九条第一款第一项
 */
export function applicantFault(given: ApplicantGiven, on: Day, lenient: boolean): string | null {
  const name = trimmed(given.name);
  const document = canonicalWords(given.document ?? '');
  if (name === '' && !lenient) return 'information-requests/no-name';
  if (name.length > 100) return 'information-requests/too-long';
  if ((given.documentKind === 'none' || document === '') && !lenient) return 'information-requests/no-document';
  if (document !== '' && documentFault(given.documentKind, document, on)) return 'information-requests/bad-document';
  const phone = trimmed(given.phone);
  const email = trimmed(given.email);
  const address = trimmed(given.address);
  if (phone === '' && email === '' && address === '' && !lenient) return 'information-requests/no-contact';
  if (phone !== '' && mobileFault(phone) && landlineFault(phone)) return 'information-requests/bad-phone';
  if (email !== '' && !/^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{1,60}$/u.test(email))
    return 'information-requests/bad-email';
  return address.length > 300 || trimmed(given.agent).length > 100 ? 'information-requests/too-long' : null;
}

function documentFault(kind: DocumentKind, document: string, on: Day): boolean {
  if (kind === 'resident-id') return residentIdFault(document, on) !== null;
  if (kind === 'credit-code') return creditCodeFault(document) !== null;
  return document.length > 40;
}

/** Keeps who asks, apart from what he asks, sealed. */
export async function keepApplicant(
  tx: Transaction,
  kernel: Pick<Kernel, 'seal'>,
  matterId: number,
  given: ApplicantGiven,
  proofFile: string | null,
): Promise<void> {
  const { seal } = kernel;
  const document = canonicalWords(given.document ?? '');
  const name = trimmed(given.name);
  const contact: Contact = {
    phone: trimmed(given.phone),
    email: trimmed(given.email),
    address: trimmed(given.address),
    agent: trimmed(given.agent),
  };
  await insertApplicant(databaseIn(tx), {
    matterId,
    personId: given.personId,
    name: seal.seal(name, sealedAt.name(matterId)),
    nameLookup: seal.lookup(canonicalWords(name)),
    documentKind: document === '' ? 'none' : given.documentKind,
    document: document === '' ? null : seal.seal(document, sealedAt.document(matterId)),
    documentLookup: document === '' ? null : seal.lookup(document),
    contact: seal.seal(JSON.stringify(contact), sealedAt.contact(matterId)),
    proofFile,
  });
}

/** Who asks, in the clear: for letters, and for who has said why he needs it. Null when it was erased. */
export async function applicantInFull(kernel: Kernel, matterId: number): Promise<ApplicantView | null> {
  const row = await applicantOf(databaseOf(kernel), matterId);
  if (!row?.name) return null;
  const contact: Contact = row.contact
    ? JSON.parse(kernel.seal.open(row.contact, sealedAt.contact(matterId)))
    : { phone: '', email: '', address: '', agent: '' };
  return {
    name: kernel.seal.open(row.name, sealedAt.name(matterId)),
    // The check of the table knows no other kinds.
    documentKind: row.documentKind as DocumentKind,
    document: row.document ? kernel.seal.open(row.document, sealedAt.document(matterId)) : '',
    personId: row.personId,
    hasProof: row.proofFile !== null,
    ...contact,
  };
}

/** A name as everybody who handles the request sees it: an organisation's is no secret. */
export const nameShown = (name: string, kind: ApplicantKind): string => (kind === 'natural' ? maskName(name) : name);

/** The same with numbers masked, as everybody who handles the request sees it. */
export function masked(view: ApplicantView, kind: ApplicantKind): ApplicantView {
  return {
    ...view,
    name: nameShown(view.name, kind),
    document:
      view.documentKind === 'credit-code' || view.document === '' ? view.document : maskResidentId(view.document),
    phone: view.phone === '' ? '' : maskPhone(view.phone),
    email: view.email === '' ? '' : view.email.replace(/^(.).*@/u, '$1***@'),
    agent: view.agent === '' ? '' : maskName(view.agent),
    address: view.address === '' ? '' : `${view.address.slice(0, 6)}***`,
  };
}
