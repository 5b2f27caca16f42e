import type { Result } from '../contract.ts';

/** The fields that are told in words; the others are days, sums and choices. */
export const SCREENED = ['documentNumber', 'subject', 'party', 'partyCode', 'facts', 'basis', 'content'] as const;
export type ScreenedField = (typeof SCREENED)[number];

export type FieldHit = { readonly kind: string; readonly start: number; readonly end: number; readonly text: string };
export type FieldFinding = FieldHit & { readonly field: ScreenedField };

/** Finds personal data in a text, wherever it is the same kind of thing. */
export type Detector = (text: string) => readonly FieldHit[];

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱覃武戴莫孔汤';
/**
 * Whose names are no part of what is told: everybody who does not stand for the party. Legal representatives, persons in
 * charge and operators do, and stay.
 */
const OTHERS =
  '投诉人|举报人|消费者|受害人|被害人|证人|见证人|驾驶员|驾驶人|司机|从业人员|工作人员|员工|职工|店员|服务员|厨师|患者|病人|业主|购买人|顾客|学生|乘客|委托代理人|代理人';
/** What follows a name and is none of it. */
const AFTER = '的于在向将为因是系称与和从自购未无有经使进投举报反提驾发食就到说签及被对等';
const NAMED = new RegExp(
  `(?:${OTHERS})[：:（(]?\\s?([${SURNAMES}](?!某|先生|女士)[\\p{Script=Han}](?:(?![${AFTER}])[\\p{Script=Han}])?)`,
  'gu',
);
/** A name of two or three signs, and nothing that an enterprise or an organ is called by. */
const LIKE_A_PERSON = new RegExp(`^[${SURNAMES}][\\p{Script=Han}]{1,2}$`, 'u');
const LIKE_A_BUSINESS = /店|厂|行|社|馆|坊|铺|部|所|院|园|站|户|场|楼|吧|屋|队|处|局|司$/u;
const IN_TEXT: ReadonlySet<ScreenedField> = new Set(['subject', 'facts', 'basis', 'content']);

/**
 * What of natural persons stands in the fields of a result, field by field. The name of a legal person or of another
 * organisation stays; a name that looks like a person's where none is said to be one has to be looked at.
 *
 * @law 行政处罚法 第四十八条; 市场监督管理行政处罚信息公示规定; 个人信息保护法 第二十五条
 */
export function fieldFindings(result: Result, detect: Detector): readonly FieldFinding[] {
  return SCREENED.flatMap((field) => {
    const text = result[field] ?? '';
    if (text === '') return [];
    const hits =
      field === 'party' ? partyHits(result) : [...detect(text), ...(IN_TEXT.has(field) ? namesIn(text) : [])];
    return distinct(hits).map((hit) => ({ ...hit, field }));
  });
}

function partyHits({ party, partyKind }: Result): readonly FieldHit[] {
  const whole = { kind: 'person_name', start: 0, end: party.length, text: party };
  if (partyKind === 'person') return party.includes('*') ? [] : [whole];
  return LIKE_A_PERSON.test(party) && !LIKE_A_BUSINESS.test(party) ? [whole] : [];
}

const namesIn = (text: string): readonly FieldHit[] =>
  [...text.matchAll(NAMED)].flatMap(({ 0: all, 1: name, index }) => {
    if (name === undefined) return [];
    const start = index + all.lastIndexOf(name);
    return [{ kind: 'person_name', start, end: start + name.length, text: name }];
  });

/** Of hits that overlap the first. */
function distinct(hits: readonly FieldHit[]): readonly FieldHit[] {
  let last = 0;
  return hits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < last) return false;
      last = end;
      return true;
    });
}

/** A field with what was found in it masked. */
export function maskedField(text: string, findings: readonly FieldHit[], mask: (hit: FieldHit) => string): string {
  let out = '';
  let at = 0;
  for (const hit of findings) {
    out += text.slice(at, hit.start) + mask(hit);
    at = hit.end;
  }
  return out + text.slice(at);
}
