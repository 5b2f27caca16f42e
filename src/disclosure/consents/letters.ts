import { directoryOf } from '../../identity/index.ts';
import {
  attachFiles,
  type IssuedNotice,
  issueNotice,
  type Kernel,
  type Snapshot,
  type Transaction,
} from '../../kernel/index.ts';
import type { Acting } from '../operations/publication.ts';
import { type ConsentLetterKind, insertConsentLetter } from './repo.ts';
import { consentText } from './text.ts';

/** How papers are made: the address by which readers reach the page that checks them. */
type Papers = { readonly publicUrl: string };
/** Who acts, and how the papers of the act are made. */
export type Doing = Acting & { readonly papers: Papers };

const { paper } = consentText;

/** Draws a letter on a publication, in the name of its agency. @throws Refusal documents/unprintable (422) */
export async function letterOf(
  kernel: Kernel,
  { papers, at }: Doing,
  { number, agencyId }: Snapshot,
  nth: string,
  {
    kind,
    ...words
  }: {
    readonly kind: ConsentLetterKind;
    readonly addressee: string;
    readonly body: readonly string[];
    readonly remedies?: readonly string[];
  },
): Promise<IssuedNotice> {
  const agency = (await directoryOf(kernel)).agencyName(agencyId);
  return issueNotice(
    kernel,
    {
      ...words,
      title: consentText.letters[kind],
      number: `${number}-${consentText.suffix[kind]}${nth}`,
      agency,
      contact: paper.contact(agency),
    },
    { address: `${papers.publicUrl}/consent-letters`, purpose: paper.check },
    at,
  );
}

/** Gives a letter to its matter, with the act it belongs to. */
export async function keep(
  tx: Transaction,
  matterId: number,
  kind: ConsentLetterKind,
  letter: IssuedNotice | undefined,
): Promise<void> {
  if (!letter) throw new Error('a letter was not written');
  await attachFiles(tx, [letter.fileId], matterId, null);
  await insertConsentLetter(tx, matterId, kind, letter);
}
