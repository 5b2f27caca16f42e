export type RegionCodeFault = 'identity/region-code-shape' | 'identity/region-code-range';

/** Rungs of the region tree, from the top. */
export const REGION_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

const SHAPE = /^[1-9]\d{5}(\d{3})?(\d{3})?$/;
/** 北京, 天津, 上海, 重庆: their city rung (`xx01`, `xx02`) only collects districts and counties. */
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);

const within = (n: number, ...ranges: readonly (readonly [number, number])[]): boolean =>
  ranges.some(([low, high]) => n >= low && n <= high);

/**
 * Why a text is not a region code, or `null`. Only the structure is judged, not whether the region exists: that is a
 * question for the region table.
 *
 * @param code 6 digits (province, city, county), 9 (township) or 12 (village)
 * @law GB/T 2260; GB/T 10114
 */
export function regionCodeFault(code: string): RegionCodeFault | null {
  if (!SHAPE.test(code)) return 'identity/region-code-shape';
  const city = Number(code.slice(2, 4));
  const county = Number(code.slice(4, 6));
  const cityFits = city === 0 ? county === 0 : within(city, [1, 70], [90, 90]);
  const countyFits = county === 0 || within(county, [1, 18], [21, 99]);
  if (!cityFits || !countyFits) return 'identity/region-code-range';
  if (code.length === 6) return null;
  // Cities without counties (东莞 441900) have townships directly below; a province never has.
  const below = city !== 0 && within(Number(code.slice(6, 9)), [1, 599]);
  const village = code.length === 9 || within(Number(code.slice(9, 12)), [1, 599]);
  return below && village ? null : 'identity/region-code-range';
}

/** The rung a code stands on; ask {@link regionCodeFault} first. */
export function regionLevel(code: string): RegionLevel {
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'township';
  if (!code.endsWith('00')) return 'county';
  return code.endsWith('0000') ? 'province' : 'city';
}

/** The code one rung up, by truncation; `null` above a province. A collective code (`xxyy01`) is nobody's parent. */
export function regionParent(code: string): string | null {
  if (code.length === 12) return code.slice(0, 9);
  if (code.length === 9) return code.slice(0, 6);
  if (!code.endsWith('00')) return `${code.slice(0, 4)}00`;
  return code.endsWith('0000') ? null : `${code.slice(0, 2)}0000`;
}

/** Whether `code` lies in `ancestor` or is it. */
export function regionIsWithin(code: string, ancestor: string): boolean {
  for (let at: string | null = code; at !== null; at = regionParent(at)) if (at === ancestor) return true;
  return false;
}

/**
 * Whether a code only collects others and names no government: 市辖区 (`xxyy01`), the city rung of the four
 * municipalities, and 省直辖县级行政区划 (`xx9000`).
 */
export function isCollectiveRegion(code: string): boolean {
  if (code.length !== 6 || code.endsWith('0000')) return false;
  const isMunicipal = MUNICIPALITIES.has(code.slice(0, 2));
  if (code.endsWith('00')) return isMunicipal || code.slice(2, 4) === '90';
  return code.endsWith('01') && !isMunicipal && code.slice(2, 4) !== '90';
}

/** What a township code stands for: 街道, 镇, 乡 (民族乡 too), or a unit that is enterprise and government in one. */
export function townshipKind(code: string): 'subdistrict' | 'town' | 'rural-township' | 'enterprise-unit' {
  const n = Number(code.slice(6, 9));
  if (n < 100) return 'subdistrict';
  if (n < 200) return 'town';
  return n < 400 ? 'rural-township' : 'enterprise-unit';
}

/** What a village code stands for: 居民委员会, 村民委员会, or something like them (开发区, 农场). */
export function villageKind(code: string): 'residents-committee' | 'villagers-committee' | 'other' {
  const n = Number(code.slice(9, 12));
  if (n < 200) return 'residents-committee';
  return n < 400 ? 'villagers-committee' : 'other';
}
