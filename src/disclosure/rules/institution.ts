import { z } from 'zod';

const words = (most: number) => z.string().trim().max(most).default('');
const name = (most: number) => z.string().trim().min(1).max(most);

/**
 * What an organ does and what it is made of: address and phone, duties, who heads it, its internal organisation with phones.
 *
 * @law 政府信息公开条例 第二十条第二项
 */
export const Institution = z.object({
  /** Where the organ as a whole is found and called; what is left open is as its agency was entered. */
  address: words(200),
  phone: words(60),
  duties: words(8000),
  hours: words(200),
  heads: z.array(z.object({ name: name(40), post: name(60), duties: words(400) })).max(40),
  sections: z.array(z.object({ name: name(60), duties: words(2000), phone: words(60), room: words(100) })).max(200),
});
export type Institution = z.output<typeof Institution>;

/** What a visitor looks for and does not find; the names stand in the words of the module. */
export const INSTITUTION_PARTS = ['address', 'phone', 'duties', 'hours', 'heads', 'sections', 'phones'] as const;
export type InstitutionPart = (typeof INSTITUTION_PARTS)[number];

export function missingParts({
  address,
  phone,
  duties,
  hours,
  heads,
  sections,
}: Institution): readonly InstitutionPart[] {
  const missing: InstitutionPart[] = [];
  if (address === '') missing.push('address');
  if (phone === '') missing.push('phone');
  if (duties === '') missing.push('duties');
  if (hours === '') missing.push('hours');
  if (heads.length === 0) missing.push('heads');
  if (sections.length === 0) missing.push('sections');
  if (sections.some(({ phone: one, duties: own }) => one === '' || own === '')) missing.push('phones');
  return missing;
}

/** Internal parts in whose name or duties a word stands. */
export const sectionsWith = ({ sections }: Institution, word: string): Institution['sections'] =>
  sections.filter((section) => section.name.includes(word) || section.duties.includes(word));
