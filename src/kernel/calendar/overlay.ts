import type { Day } from '../day.ts';
import {
  bothFaults,
  type CalendarFault,
  dayOrNull,
  isFields,
  isPositiveInteger,
  type NamedDay,
  namedDays,
  type Parsed,
  textFaults,
  unknownFields,
} from './year.ts';

/** Days that a region takes off, or works, by a rule of its own, e.g. 广西三月三. */
export type LocalOverlay = {
  /** Six-digit code of the region; it holds for every region below it. */
  readonly region: string;
  readonly name: string;
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly source: string;
  /** The rule that allows it, e.g. 全国年节及纪念日放假办法第四条. */
  readonly law: string;
  readonly off: readonly NamedDay[];
  readonly on: readonly NamedDay[];
};

const FIELDS = ['region', 'name', 'version', 'effectiveFrom', 'source', 'law', 'off', 'on'];

/** Reads a local overlay and names every fault at once. */
export function parseOverlay(input: unknown): Parsed<LocalOverlay> {
  if (!isFields(input)) return { ok: false, faults: [{ code: 'not-an-object', at: '' }] };
  const { region, name, version, effectiveFrom, source, law } = input;
  const faults: CalendarFault[] = unknownFields(input, FIELDS);
  for (const key of ['name', 'source', 'law']) faults.push(...textFaults(input, key, true));
  if (typeof region !== 'string' || !/^\d{6}$/.test(region)) faults.push({ code: 'bad-text', at: 'region' });
  if (!isPositiveInteger(version)) faults.push({ code: 'bad-version', at: 'version' });
  const inForceFrom = dayOrNull(effectiveFrom);
  if (inForceFrom === null) faults.push({ code: 'bad-day', at: 'effectiveFrom' });
  const off = namedDays(input.off, 'off', () => null);
  const on = namedDays(input.on, 'on', () => null);
  faults.push(...off.faults, ...on.faults, ...bothFaults(off.days, on.days));
  if (faults.length > 0 || inForceFrom === null) return { ok: false, faults };
  const text = { region: String(region), name: String(name), source: String(source), law: String(law) };
  return {
    ok: true,
    value: { ...text, version: Number(version), effectiveFrom: inForceFrom, off: off.days, on: on.days },
  };
}

/** Whether an overlay holds in a region: codes nest by pairs, `450000` holds for `450102`. */
export function holdsIn(overlay: LocalOverlay, region: string): boolean {
  const stem = overlay.region.replace(/(00)+$/, '');
  return region.startsWith(stem);
}
