import { landlineFault } from '../identity/index.ts';
import type { ServiceItem } from './contract.ts';
import type { FaultCode } from './text.ts';

/** A fault found by a rule: its code, where it stands in the item, and what exactly. */
export type Found = readonly [code: FaultCode, path: string, detail?: string];

/** 自然人; every other kind of 服务对象 is an organisation. */
const NATURAL_PERSON = 1;
const BY_POST = 3;
const ONLINE = 2;
/** The stages every licence goes through, in this order; others may stand between them. */
export const LICENCE_STAGES = ['受理', '审核', '审批', '办结', '送达'] as const;

/** Names that let an official ask for anything. */
const CATCH_ALL =
  /(其他|其它|有关|相关)(必要|必需|需要|应当|需|应)?(提交|提供)?的?(申请|证明)?(材料|资料|文件|证明|证件|手续)/u;

/**
 * The ten rules by which provinces audit 实施清单: an item must not contradict itself. The numbers are theirs.
 *
 * @law 优化营商环境条例 第三十五条, 第三十六条 (published limits and requirements are binding); GB/T 39554
 */
export function consistencyFaults(item: ServiceItem): readonly Found[] {
  return [
    ...caseTypeFaults(item),
    ...visitFaults(item),
    ...resultFaults(item),
    ...placeFaults(item),
    ...feeFaults(item),
    ...themeFaults(item),
    ...stepFaults(item),
    ...limitFaults(item),
    ...materialFaults(item),
  ];
}

/** 1: decided at once, or within a promise. */
const caseTypeFaults = ({ flow }: ServiceItem): readonly Found[] =>
  (flow.caseType === 'instant') === (flow.promised === null) ? [] : [['service-items/case-type', 'flow.promised']];

/** 2–4: how often somebody has to come agrees with the reasons given and the ways offered. */
function visitFaults({ visits, visitReason, ways, online, fullyOnline }: ServiceItem): readonly Found[] {
  const found: Found[] = [];
  if (visits > 0 !== (visitReason !== null)) found.push(['service-items/visit-reason', 'visitReason']);
  if (online !== ways.includes(ONLINE)) found.push(['service-items/online-way', 'ways']);
  if (visits === 0 && !online && !ways.includes(BY_POST)) found.push(['service-items/no-way', 'ways']);
  if (fullyOnline && (visits > 0 || !online)) found.push(['service-items/fully-online', 'fullyOnline']);
  return found;
}

/** The kind of result that a name stands for; null when the name leaves it open. A 凭证 is a receipt, no 证. */
export function resultKindOf(name: string): '证照' | '批文' | null {
  if (/((?<!凭)证|证书|执照|护照)$/u.test(name)) return '证照';
  return /(批复|批文|批准书|通知书|决定书|意见书)$/u.test(name) ? '批文' : null;
}

/** 5: the kind of result follows from its name, and a result can be looked at beforehand. */
function resultFaults({ result }: ServiceItem): readonly Found[] {
  const found: Found[] = [];
  const expected = resultKindOf(result.name);
  if (expected !== null && result.kind !== expected) found.push(['service-items/result-kind', 'result.kind', expected]);
  if ((result.kind === '无') !== (result.sample === null)) found.push(['service-items/result-sample', 'result.sample']);
  return found;
}

/** 6: somewhere to ask, somewhere else to complain. */
function placeFaults(item: ServiceItem): readonly Found[] {
  const found: Found[] = [];
  for (const path of ['phone', 'complaintPhone'] as const) {
    if (landlineFault(item[path]) !== null) found.push(['service-items/phone', path]);
  }
  if (item.phone === item.complaintPhone) found.push(['service-items/same-phone', 'complaintPhone']);
  for (const path of ['place', 'complaintPlace'] as const) {
    if (item[path].trim() === '') found.push(['service-items/address', path]);
  }
  return found;
}

/** 7: no fee without basis and standard, nothing to pay without a fee. @law 行政许可法 第五十八条 */
function feeFaults({ fee }: ServiceItem): readonly Found[] {
  const found: Found[] = [];
  if (fee.charged && (fee.basis === null || fee.standard === null)) found.push(['service-items/fee-basis', 'fee']);
  if (!fee.charged && (fee.onlinePay || fee.standard !== null)) found.push(['service-items/fee-without', 'fee']);
  return found;
}

/** 8: listed under a theme for exactly the people it is for. */
function themeFaults({ targets, themes }: ServiceItem): readonly Found[] {
  const found: Found[] = [];
  if (targets.includes(NATURAL_PERSON) !== (themes.person !== null))
    found.push(['service-items/theme', 'themes.person']);
  if (targets.some((kind) => kind !== NATURAL_PERSON) !== (themes.legal !== null)) {
    found.push(['service-items/theme', 'themes.legal']);
  }
  return found;
}

/** 9: the steps fit into the promise; those of a licence are complete and somebody answered a question about them. */
function stepFaults({ flow, steps, faq }: ServiceItem): readonly Found[] {
  const found: Found[] = [];
  const days = steps.reduce((sum, step) => sum + step.days, 0);
  if (days > promisedDays(flow)) found.push(['service-items/steps-too-long', 'steps', String(days)]);
  if (!flow.isLicence) return found;
  const stages = steps.map(({ name }) => name).filter((name) => LICENCE_STAGES.some((stage) => stage === name));
  if (stages.join() !== LICENCE_STAGES.join()) found.push(['service-items/stages', 'steps']);
  if (faq.length === 0) found.push(['service-items/faq', 'faq']);
  return found;
}

/** What the steps have to fit into; a promise in another unit than working days is no bound on them. */
const promisedDays = ({ promised }: ServiceItem['flow']): number =>
  promised === null ? 0 : promised.unit === 'workday' ? promised.n : Number.POSITIVE_INFINITY;

/** 10: a promise is in the unit of the law and never longer. @law 优化营商环境条例 第三十六条 */
function limitFaults({ flow: { promised, statutory } }: ServiceItem): readonly Found[] {
  if (promised === null) return [];
  if (promised.unit !== statutory.limit.unit) return [['service-items/promise-unit', 'flow.promised']];
  return promised.n <= statutory.limit.n ? [] : [['service-items/promise-longer', 'flow.promised']];
}

/** 10: every material is named so that it can be brought. @law 优化营商环境条例 第三十五条 */
const materialFaults = ({ situation }: ServiceItem): readonly Found[] =>
  situation.materials
    .filter(({ name }) => CATCH_ALL.test(name))
    .map(({ key, name }): Found => ['service-items/catch-all', `situation.materials.${key}`, name]);
