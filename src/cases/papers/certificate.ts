import { type FormValues, isShown, keyPath, type SimpleField, valueAt } from '../../kernel/form/index.ts';
import { addDays, type Day, type Documents, day } from '../../kernel/index.ts';
import type { ServiceItem } from '../../service-items/index.ts';
import { type CertificateFields, certificateFields } from './certificate-fields.ts';
import { numberOf } from './receipts.ts';
import type { About, Drawing } from './shapes.ts';
import { paperText } from './text.ts';

type Facts = Documents['certificate']['facts'];

const NOTHING: CertificateFields = { fields: [] };
const fieldsOf = (item: Pick<ServiceItem, 'basicCode'>): CertificateFields =>
  certificateFields[item.basicCode] ?? NOTHING;

type Printed = { readonly key: string; readonly label: string; readonly value: string };

/** The answers that will stand on the certificate, in the order of the item's list. */
export function certificateFieldsOf(
  item: Pick<ServiceItem, 'basicCode' | 'form'>,
  data: FormValues,
): readonly Printed[] {
  const { form } = item;
  if (!form) return [];
  const { holder, place, fields } = fieldsOf(item);
  const wanted = [...(holder === undefined ? [] : [holder]), ...(place ? [place.field] : []), ...fields];
  const all = form.steps.flatMap((step) => step.fields);
  return wanted.flatMap((key) => {
    const field = all.find((candidate) => candidate.key === key);
    if (!field || field.widget === 'group' || field.widget === 'file' || !isShown(form, data, keyPath(key))) return [];
    const value = printed(field, valueAt(data, keyPath(key)));
    return value === '' ? [] : [{ key, label: field.label, value }];
  });
}

/** Who holds the certificate and what it says, from the form and from what the city knows of the applicant. */
export function certificateContent(
  item: Pick<ServiceItem, 'basicCode' | 'form'>,
  data: FormValues,
  applicant: { readonly name: string; readonly document: string | null; readonly address: string | null },
): { readonly holder: string; readonly facts: Facts } {
  const { holder, place } = fieldsOf(item);
  const answers = certificateFieldsOf(item, data);
  const answerTo = (key: string | undefined): string | undefined => answers.find((answer) => answer.key === key)?.value;
  const other = answerTo(holder);
  const where = place && (answerTo(place.field) ?? applicant.address);
  return {
    holder: other ?? applicant.name,
    facts: [
      ...(other === undefined && applicant.document !== null
        ? [{ label: paperText.facts.document, value: applicant.document }]
        : []),
      ...(place && where ? [{ label: place.label, value: where }] : []),
      ...answers
        .filter(({ key }) => key !== holder && key !== place?.field)
        .map(({ label, value }) => ({ label, value })),
    ],
  };
}

function printed(field: SimpleField, value: unknown): string {
  const options = 'options' in field ? field.options : [];
  const title = (entry: unknown): string => options.find((option) => option.value === entry)?.title ?? String(entry);
  if (Array.isArray(value)) return value.map(title).join('、');
  return typeof value === 'string' ? title(value) : '';
}

/** The last day of validity: the day before the same day so many years on. */
export function validUntil(from: Day, years: number | null): Day | null {
  if (years === null) return null;
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
  const anniversary = new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
  return addDays(day(anniversary), -1);
}

/** 证照: the result in the hand of the applicant. */
export const certificatePaper = (
  about: About,
  certificate: {
    readonly title: string;
    readonly holder: string;
    readonly holderMasked: string;
    readonly facts: Facts;
    readonly validFrom: Day;
    readonly validUntil: Day | null;
  },
): Drawing<'certificate'> => ({
  kind: 'certificate',
  template: 'certificate',
  holderMasked: certificate.holderMasked,
  validFrom: certificate.validFrom,
  validUntil: certificate.validUntil,
  data: (issue) => ({
    ...issue,
    title: certificate.title,
    number: numberOf(about, 'certificate'),
    agency: about.agency,
    statement: paperText.certificate.statement(about.itemName),
    facts: [{ label: paperText.facts.holder, value: certificate.holder }, ...certificate.facts],
    validFrom: certificate.validFrom,
    ...(certificate.validUntil === null ? {} : { validUntil: certificate.validUntil }),
    note: paperText.certificate.note,
  }),
});
