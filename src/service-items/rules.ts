import { formFaults, situationFaults } from '../kernel/form/index.ts';
import { type Day, processFaults } from '../kernel/index.ts';
import { codeParts, itemCodeFault } from './code.ts';
import { consistencyFaults, type Found } from './consistency.ts';
import type { ServiceItem } from './contract.ts';
import { formChecks } from './form-checks.ts';
import { processOf } from './process.ts';
import { type FaultCode, faultSentences } from './text.ts';

/** What keeps an item from being published: a stable code, where it stands in the item, and a sentence. */
export type ItemFault = { readonly code: FaultCode; readonly path: string; readonly message: string };

/**
 * Everything that keeps an item from being published; empty when people may rely on it.
 *
 * @param today formats that look at dates are tried for this day
 */
export function itemFaults(item: ServiceItem, today: Day): readonly ItemFault[] {
  const found: Found[] = [
    ...codeFaults(item),
    ...disclosureFaults(item),
    ...consistencyFaults(item),
    ...linkFaults(item),
    ...situationFaults(item.situation).map((detail): Found => ['service-items/situation', 'situation', detail]),
    ...processFaults(processOf(item.flow)).map((fault): Found => ['service-items/process', 'flow', fault.message]),
    ...(item.form === null ? [] : formFaults(item.form, formChecks(today))).map(
      (fault): Found => ['service-items/form', `form.${fault.path}`, fault.message],
    ),
  ];
  return found.map(([code, path, detail]) => ({
    code,
    path,
    message: detail === undefined ? faultSentences[code] : `${faultSentences[code]}${detail}。`,
  }));
}

/** @law GB/T 39554.1-2020: the implementation code says agency, level and item, and agrees with what stands beside it. */
function codeFaults(item: ServiceItem): readonly Found[] {
  const fault = itemCodeFault(item.code);
  if (fault !== null) return [[fault, 'code']];
  const parts = codeParts(item.code);
  const found: Found[] = [];
  if (parts.basicCode !== item.basicCode) found.push(['service-items/code-basic', 'basicCode']);
  if (parts.level !== item.level) found.push(['service-items/code-level', 'level']);
  return found;
}

/**
 * 八公开: name, basis, conditions, who accepts, procedure, limit, fee, result; and the list of materials.
 *
 * @law 行政许可法 第三十条第一款
 */
export function disclosureFaults(item: ServiceItem): readonly Found[] {
  const open: readonly (readonly [boolean, string])[] = [
    [item.name.trim() !== '', 'name'],
    [item.basis.length > 0, 'basis'],
    [item.conditions.length > 0, 'conditions'],
    [item.agencyName.trim() !== '' && item.place.trim() !== '', 'place'],
    [item.steps.length > 0, 'steps'],
    [item.flow.statutory.law.trim() !== '', 'flow.statutory'],
    [!item.fee.charged || item.fee.standard !== null, 'fee'],
    [item.result.kind === '无' || item.result.name.trim() !== '', 'result'],
    [item.situation.materials.length > 0, 'situation.materials'],
  ];
  return open.flatMap(([isThere, path]): readonly Found[] => (isThere ? [] : [['service-items/undisclosed', path]]));
}

/** Addresses of blank forms lead into this site or to a safe one elsewhere. */
function linkFaults({ situation }: ServiceItem): readonly Found[] {
  return situation.materials.flatMap(({ key, blankForm, sample }) =>
    [blankForm, sample].flatMap((address): readonly Found[] =>
      address === undefined || /^(\/(?!\/)|https:\/\/)[^\s\\]*$/u.test(address)
        ? []
        : [['service-items/link', `situation.materials.${key}`]],
    ),
  );
}
