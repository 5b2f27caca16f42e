import { createHash } from 'node:crypto';
import { type Day, type Documents, isDay } from '../../kernel/index.ts';
import { shortDay, writtenMoment } from '../../ui/index.ts';
import type { Result } from '../verifier/result.ts';
import type { Receipt } from './shapes.ts';
import { filled, proofText } from './text.ts';

const words = proofText.paper;

/** 办件存证单: what a receipt proves, readable, with the receipt inside. */
export function proofSheet(
  receipt: Receipt,
  result: Result,
  issuedOn: Day,
  publicUrl: string,
  agency: string,
): Documents['proof'] {
  const url = `${publicUrl}/verify/receipt`;
  const [, size = '', root = ''] = receipt.checkpoint.split('\n');
  const labels = words.facts;
  return {
    title: words.title,
    number: receipt.matter,
    agency,
    issuedOn,
    check: { url, purpose: words.check, site: url.replace(/^https?:\/\//u, '') },
    facts: [
      { label: labels.matter, value: receipt.matter },
      { label: labels.what, value: result.process?.title ?? '' },
      { label: labels.origin, value: receipt.origin },
      { label: labels.checkpoint, value: filled(words.size, { size, root }) },
      { label: labels.key, value: receipt.vkey },
    ],
    intro: words.intro,
    acts: {
      heading: words.acts,
      columns: words.columns,
      rows: receipt.entries.map(({ body, index }, i) => {
        const entry = result.entries[i];
        const act = entry?.act ?? '';
        return [
          String(i + 1),
          entry ? writtenMoment(new Date(entry.at)) : '',
          result.process?.actions[act]?.title ?? proofText.remark,
          String(index),
          hashOf(body),
        ];
      }),
    },
    dates: {
      heading: words.dates,
      columns: words.dateColumns,
      rows: result.dates.map(({ name, facts, dueOn, provisional }) => {
        const clock = result.process?.clocks[name];
        const due = dueOn === null ? words.standing : `${written(dueOn)}${provisional ? words.provisional : ''}`;
        return [clock?.title ?? name, clock?.law ?? '', written(facts.startedOn), due];
      }),
    },
    notes: words.notes,
    attachment: { name: 'receipt.json', description: words.attachment, content: JSON.stringify(receipt) },
  };
}

/** The hash in two halves, so that it fits its column; which of the two suites it is its entry says. */
function hashOf(body: string): string {
  const named: unknown = (JSON.parse(body) as { readonly hash?: unknown }).hash;
  const hex = createHash(named === 'sm3' ? 'sm3' : 'sha256')
    .update(body)
    .digest('hex');
  return `${hex.slice(0, 32)} ${hex.slice(32)}`;
}

const written = (day: string): string => (isDay(day) ? shortDay(day) : day);
