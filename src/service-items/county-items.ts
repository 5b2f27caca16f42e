import { z } from 'zod';
import { type DemoItem, demoAgencies, demoItems } from '../demo-city/index.ts';
import { type Directory, directoryOf } from '../identity/index.ts';
import { calendarDays, type Kernel, workingDays } from '../kernel/index.ts';
import { LICENCE_STAGES, resultKindOf } from './consistency.ts';
import type { ServiceItem } from './contract.ts';
import chosen from './county-items.json' with { type: 'json' };
import { foodLicence } from './items/food-licence.ts';
import { minimumLiving } from './items/minimum-living.ts';
import { type Office, offeredBy, remediesAt, resultSample } from './items/office.ts';
import { seniorCard } from './items/senior-card.ts';
import { situationOf } from './items/situation.ts';
import { typeNames } from './text.ts';

/** The county-level centre whose 197 items the demo shows. */
export const COUNTY_CENTRE = '590902';

/** Which items the centre offers and what it promises for each, in working days; 0 at once. */
const Chosen = z.array(
  z.object({ id: z.string(), promisedDays: z.int().min(0), otherNames: z.array(z.string()).default([]) }),
);
type Choice = z.output<typeof Chosen>[number];

const TYPE_CODES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(typeNames).map(([code, name]) => [name, code]),
);

/** Three items are written out in full; every other follows from its row in the demo data. */
const IN_FULL = { food: 'MT-0344', minimumLiving: 'MT-0070', seniorCard: 'MT-0321' } as const;

/**
 * The 197 items of a county centre. Their limits have the means 20.77 (statutory) and 13.12 (promised) working days; the
 * statutory ones are those of the demo data, the promises are the centre's own.
 */
export async function countyItems(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  countyRegion = COUNTY_CENTRE,
): Promise<readonly ServiceItem[]> {
  const directory = await directoryOf(kernel);
  const row = await demoRow();
  const offices = await officesIn(directory, countyRegion);
  return Chosen.parse(chosen).map((choice) => {
    if (choice.id === IN_FULL.food) return foodLicence(offices.of('SC'));
    if (choice.id === IN_FULL.minimumLiving) return minimumLiving(offices.of('MZ'), offices.township);
    if (choice.id === IN_FULL.seniorCard) return seniorCard(offices.township);
    return itemFrom(row(choice.id), choice, offices.of(row(choice.id).line));
  });
}

/**
 * Further items, each from its row in the demo data: of a county by the bureau of the row's line, of a township by its
 * government.
 *
 * @param choices rows, and what is promised for each in working days; 0 at once
 */
export async function itemsOffered(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  region: string,
  choices: readonly { readonly id: string; readonly promisedDays: number }[],
): Promise<readonly ServiceItem[]> {
  const row = await demoRow();
  const offices = await officesIn(await directoryOf(kernel), region.slice(0, 6));
  return choices.map(({ id, promisedDays }) => {
    const office = region.length > 6 ? offices.townshipAt(region) : offices.of(row(id).line);
    if (id === IN_FULL.seniorCard) return seniorCard(office);
    return itemFrom(row(id), { id, promisedDays, otherNames: [] }, office);
  });
}

async function demoRow(): Promise<(id: string) => DemoItem> {
  const rows = new Map((await demoItems()).items.map((item) => [item.id, item]));
  return (id) => {
    const row = rows.get(id);
    if (!row) throw new Error(`no item ${id} in the demo data`);
    return row;
  };
}

const COUNTY_LEVEL = 4;
const TOWNSHIP_LEVEL = 5;

/** Bureaux of the county take in their items at its centre, the first township in its own. */
async function officesIn(directory: Directory, countyRegion: string) {
  const { halls } = await demoAgencies();
  const county = directory.agencyByLine(countyRegion, 'ZF');
  const [first] = directory.agencies.filter(
    ({ region, line }) => line === 'ZF' && region.length === 9 && region.startsWith(countyRegion),
  );
  const officeAt = (region: string, line: string, level: number): Office => {
    const agency = directory.agencyByLine(region, line);
    const hall = halls.find((candidate) => candidate.region === region);
    if (!agency || agency.uscc === null || !hall || !county)
      throw new Error(`no agency ${line} or no hall in ${region}`);
    return {
      agencyId: agency.id,
      agencyName: agency.name,
      creditCode: agency.uscc,
      region: countyRegion,
      level,
      place: `${hall.name}（${hall.address}）`,
      phone: hall.phone,
      complaintPhone: hall.complaintPhone,
      complaintPlace: `${hall.name}“办不成事”反映窗口`,
      reviewedBy: agency.kind === 'vertical' ? '上一级主管部门' : county.name,
    };
  };
  return {
    of: (line: string) => officeAt(countyRegion, line, COUNTY_LEVEL),
    townshipAt: (region: string) => officeAt(region, 'ZF', TOWNSHIP_LEVEL),
    township: officeAt(first?.region ?? countyRegion, 'ZF', TOWNSHIP_LEVEL),
  };
}

function itemFrom(row: DemoItem, choice: Choice, office: Office): ServiceItem {
  const typeCode = TYPE_CODES[row.type] ?? '10';
  const isInstant = row.caseType === '即办件';
  const law = lawOf(row);
  const resultName = row.result?.name ?? '办理结果';
  return {
    ...offeredBy(office, row.catalogCode),
    name: row.name,
    typeCode,
    typeName: typeNames[typeCode] ?? row.type,
    flow: {
      title: row.name,
      caseType: isInstant ? 'instant' : 'promised',
      isLicence: row.type === '行政许可',
      statutory: { limit: workingDays(row.statutory.n), law: law.text, ...(law.checked ? { checked: true } : {}) },
      promised: isInstant ? null : workingDays(choice.promisedDays),
      special: row.type === '行政许可' && !isInstant ? specialOf(row) : null,
      firstReview: false,
      correction: calendarDays(30),
    },
    targets: row.targets,
    basis: row.basis.map(({ law: name, article, checked }) => ({ law: name, article: article ?? '', checked })),
    conditions: conditionsOf(row),
    themes: { person: row.themePerson, legal: row.themeLegal },
    visits: row.visits,
    visitReason: row.visits > 0 ? (row.visitReason ?? '需要核验身份或者原件。') : null,
    ways: row.forms,
    online: row.forms.includes(2),
    fullyOnline: row.visits === 0 && row.forms.includes(2),
    fee: row.fee ? { charged: true, ...row.fee } : { charged: false, basis: null, standard: null, onlinePay: false },
    result: {
      name: resultName,
      kind:
        resultKindOf(resultName) ??
        (row.result?.kind === '批文' ? '批文' : row.result?.kind === '证照' ? '证照' : '其他'),
      sample: resultSample(resultName),
      validYears: null,
    },
    remedies: remediesAt(office),
    faq: faqOf(row, choice),
    steps: stepsOf(row, choice.promisedDays),
    situation: situationOf(row),
    form: null,
    township: false,
    otherNames: choice.otherNames,
  };
}

/** Which provision sets the limit. What was not compared with the text of the law is said to stand in the list only. */
function lawOf({ statutory }: DemoItem): { readonly text: string; readonly checked: boolean } {
  const { law, article, from } = statutory;
  if (from === 'statute-default') return { text: '行政许可法 第四十二条', checked: true };
  if (from === 'statute' && law !== null) return { text: article === null ? law : `${law} ${article}`, checked: true };
  return { text: law ?? '本市政务服务事项清单', checked: false };
}

/** Procedures whose time the licensing law itself does not count. */
const NOT_COUNTED = new Set(['听证', '招标拍卖', '检验检测', '专家评审']);

function specialOf({ special }: DemoItem): ServiceItem['flow']['special'] {
  const found = special.find(({ kind, excluded }) => excluded === 'statutory' && NOT_COUNTED.has(kind));
  return found ? { title: found.kind, law: '行政许可法 第四十五条', examiners: 1 } : null;
}

function conditionsOf({ basis }: DemoItem): readonly string[] {
  const named = basis.map(({ law, article }) => `《${law}》${article ?? ''}`);
  return [`符合${named.join('、')}规定的条件。`, '申请材料齐全、真实，符合规定的形式。'];
}

function faqOf(row: DemoItem, { promisedDays }: Choice): ServiceItem['faq'] {
  const time =
    promisedDays === 0
      ? '材料齐全的当场办结。'
      : `自受理之日起 ${promisedDays} 个工作日内办结，进度页上可以看到截止日期和逐日计算。`;
  const visits =
    row.visits === 0
      ? '不用，可以全程在网上办理。'
      : `要到现场 ${row.visits} 次：${row.visitReason ?? '核验身份或者原件'}。`;
  return [
    { question: '多久能办好？', answer: time },
    { question: '要到现场吗？', answer: visits },
  ];
}

/** The promise shared out over the stages: most of it for examining. */
function stepsOf(row: DemoItem, promisedDays: number): ServiceItem['steps'] {
  if (promisedDays === 0 && row.type !== '行政许可')
    return [
      { name: '受理', days: 0 },
      { name: '办结', days: 0 },
    ];
  const single = promisedDays >= 4 ? 1 : 0;
  const days = { 受理: single, 审核: promisedDays - 3 * single, 审批: single, 办结: single, 送达: 0 };
  return LICENCE_STAGES.map((name) => ({ name, days: days[name] }));
}
