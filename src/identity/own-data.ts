import { entriesIn, type Kernel, type OwnData, type OwnDataSource, personalPart } from '../kernel/index.ts';
import { writtenMoment } from '../ui/index.ts';
import { words } from './pages/text.ts';
import { particularsOf } from './people.ts';
import { accountProcess } from './process.ts';

const EARLIEST = new Date(0);
const MOST = 1000;

/** Who he is, and what happened to his account, with from where. */
export const ownData: OwnDataSource = async (kernel, personId) => [
  await particulars(kernel, personId),
  await history(kernel, personId),
];

async function particulars(kernel: Kernel, personId: number): Promise<OwnData> {
  const { name, documentNumber, phone, address, region } = await particularsOf(kernel, personId);
  const text = words.me;
  const known: readonly (readonly [string, string | null])[] = [
    [text.name, name],
    [text.document, documentNumber],
    [text.phone, phone],
    [text.address, address],
    [words.data.region, region],
  ];
  return {
    title: text.facts,
    items: [
      { title: name, facts: known.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])) },
    ],
  };
}

async function history(kernel: Kernel, personId: number): Promise<OwnData> {
  const query = { from: EARLIEST, to: kernel.now(), kinds: ['account'], personId };
  const { entries } = await entriesIn(kernel.pool, query, null, MOST);
  const own = entries.filter(({ subjectId }) => subjectId === personId);
  const items = own.map(async (entry) => {
    const part = entry.isSealed ? await personalPart(kernel, entry.matterId, entry.seq) : null;
    return {
      title: `${writtenMoment(entry.at)} ${titleOf(entry.act)}`,
      facts: typeof part === 'object' && part !== null ? Object.entries(part).flatMap(textFact) : [],
    };
  });
  return { title: words.data.history, items: await Promise.all(items) };
}

const actions: Readonly<Record<string, { readonly title: string }>> = accountProcess.actions;
const titleOf = (act: string): string => actions[act]?.title ?? words.data.other;
const labels: Readonly<Record<string, string>> = words.data.sealedLabels;

const textFact = ([key, value]: [string, unknown]): readonly (readonly [string, string])[] =>
  typeof value === 'string' && value !== '' ? [[labels[key] ?? key, value]] : [];
