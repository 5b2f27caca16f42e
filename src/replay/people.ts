import { creditCodeFault, residentIdFault } from '../identity/index.ts';
import type { Day } from '../kernel/index.ts';
import { type Random, randomFrom } from './plan/random.ts';
import type { Plan } from './plan/types.ts';

/** Somebody who comes to the window, with the document he shows. Nobody of this name and number exists. */
export type Caller = {
  readonly kind: 'person' | 'enterprise';
  readonly name: string;
  readonly document: string;
  /** The township or street he lives in. */
  readonly region: string;
};

export type Pool = { readonly people: readonly Caller[]; readonly enterprises: readonly Caller[] };

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎',
];
const GIVEN = [...'禾田岚溪若水知远明川清和子衿维桢景行嘉树思齐采薇静姝淑慎君实文茵德音乐山庭芳雨霖松岩照临'];
const TRADES = ['商贸', '食品', '建材', '农业', '物流', '餐饮', '服饰', '医药', '机械', '旅游', '装饰', '科技'];
const FIRM_NAMES = [...'溪平嘉禾丰源泰和永昌瑞景安顺同德广益'];
/** Codes of whole provinces: no card carries them, for every card names a county. */
const AREAS = [
  '110000',
  '130000',
  '210000',
  '310000',
  '320000',
  '330000',
  '360000',
  '430000',
  '440000',
  '450000',
  '510000',
  '610000',
];
const CHECKS = '0123456789X';
const CREDIT_CHECKS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The callers of a plan, the same for the same size. @param on a day on which their numbers have to be right */
export function poolOf(size: Plan['pool'], county: string, townships: readonly string[], on: Day): Pool {
  const random = randomFrom(5909);
  return {
    people: Array.from({ length: size.people }, (_, i) => person(i, random, townships, on)),
    enterprises: Array.from({ length: size.enterprises }, (_, i) => enterprise(i, random, county, townships)),
  };
}

function person(nth: number, random: Random, townships: readonly string[], on: Day): Caller {
  const area = AREAS[nth % AREAS.length] ?? '110000';
  const born = `${random.between(1941, 2003)}${two(random.between(1, 12))}${two(random.between(1, 28))}`;
  const first17 = `${area}${born}${String(nth % 1000).padStart(3, '0')}`;
  const name = random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : '');
  const document = completed(first17, CHECKS, (number) => residentIdFault(number, on) === null);
  return { kind: 'person', name, document, region: random.pick(townships) };
}

function enterprise(nth: number, random: Random, county: string, townships: readonly string[]): Caller {
  const name = `${random.pick(FIRM_NAMES)}${random.pick(FIRM_NAMES)}${random.pick(TRADES)}有限公司（虚构${nth + 1}）`;
  const first16 = `91${county}MT${String(nth).padStart(6, '0')}`;
  const document = [...CHECKS]
    .map((check) => `${first16}${check}`)
    .flatMap((first17) => [...CREDIT_CHECKS].map((check) => `${first17}${check}`))
    .find((code) => creditCodeFault(code) === null);
  if (document === undefined) throw new Error(`no credit code begins with ${first16}`);
  return { kind: 'enterprise', name, document, region: random.pick(townships) };
}

/** A number with the one check character that makes it right. */
function completed(start: string, checks: string, isRight: (number: string) => boolean): string {
  const number = [...checks].map((check) => start + check).find(isRight);
  if (number === undefined) throw new Error(`no number begins with ${start}`);
  return number;
}

const two = (n: number): string => String(n).padStart(2, '0');
