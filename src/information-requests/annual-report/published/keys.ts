import type { Column, Group, Result, Row } from '../form.ts';

/**
 * English names that published data files use for rows and columns of the form, without marks and capitals. Systems of
 * several cities write applicants first (`naturalPerson.results.denied.stateSecret`).
 */
const ROWS: Readonly<Partial<Record<Row, string>>> = {
  R1: 'newreceived new newrequests receivednew newapplications',
  R2: 'carriedover carryover carriedfromprevious previousyearcarryover carryin',
  '3.1': 'granted disclosed full fulldisclosure resultopen',
  '3.2': 'partialgrant partial partialdisclosure partlydisclosed resultpartial',
  '3.3.1': 'statesecret statesecrets',
  '3.3.2': 'lawforbidden forbiddenbylaw',
  '3.3.3': 'safetystability securitystability',
  '3.3.4': 'thirdpartyrights thirdparty',
  '3.3.5': 'internalaffairs',
  '3.3.6': 'processinfo processinformation',
  '3.3.7': 'enforcementcase enforcementdossier enforcementfile casefile',
  '3.3.8': 'adminquery querymatter administrativequery',
  '3.4.1': 'noinfo notheld notpossessed',
  '3.4.2': 'needcreation needscreation',
  '3.4.3': 'unclear stillunclear',
  '3.5.1': 'complaint petition petitioncomplaint',
  '3.5.2': 'repeat repeated duplicate duplicaterequest',
  '3.5.3': 'publication requirepublication publicpublication',
  '3.5.4': 'massiverequests unreasonablerequest excessive',
  '3.5.5': 'confirminfo requireconfirm reissue',
  '3.6.1': 'overduecorrection nocorrection',
  '3.6.2': 'overduefee feeunpaid',
  '3.6.3': 'otherreasons otherreason',
  '3.7': 'totalprocessed processedtotal totalresults',
  R4: 'carriedforward carryforward carriedtonext carryout',
};
const COLUMNS: Readonly<Record<Column, string>> = {
  natural: 'natural naturalperson individual individuals person citizen',
  business: 'business commercial enterprise company businesscorp',
  research: 'research researchorg researchinstitution scientific',
  charity: 'charity social socialorg publicwelfare welfare ngo',
  legal: 'legal legalservice legalserviceorg law lawfirm',
  other: 'other otherorg others',
  total: 'total grandtotal sum',
};
const GROUPS: Readonly<Record<Group, string>> = {
  reconsideration: 'reconsideration review administrativereview administrativereconsideration',
  'direct-lawsuit': 'directlawsuit direct litigationdirect directlitigation lawsuitdirect',
  'lawsuit-after-reconsideration':
    'lawsuitafterreconsideration litigationpostreview afterreconsideration afterreview litigationafterreview',
};
const RESULTS: Readonly<Record<Result, string>> = {
  upheld: 'upheld uphold maintain maintained',
  corrected: 'corrected correct rectified',
  other: 'other others otherresult',
  pending: 'pending unfinished unconcluded open',
  total: 'total sum',
};

function lookup<T extends string>(names: Readonly<Partial<Record<T, string>>>): (key: string) => T | null {
  const byName = new Map(
    Object.entries<string | undefined>(names).flatMap(([code, all]) =>
      (all ?? '').split(' ').map((name) => [name, code as T] as const),
    ),
  );
  return (key) => byName.get(squeezed(key)) ?? null;
}

const squeezed = (key: string): string => key.toLowerCase().replace(/[-_\s.]/gu, '');

export const rowOfKey = lookup(ROWS);

const BODY = '(?:orgs?|organi[sz]ations?|institut(?:e|ion)s?|agenc(?:y|ies)|bod(?:y|ies)|firms?|groups?|providers?)?';
/** Names that are put together of the same words in many ways: commercialEnterprises, law_service_organisation. */
const COMPOSED: readonly (readonly [Column, RegExp])[] = [
  ['natural', /^(?:natural|individual|private)?(?:persons?|people|citizens?|applicants?)$/u],
  [
    'business',
    new RegExp(
      `^(?:commercial|business)(?:enterprises?|compan(?:y|ies)|corp(?:oration)?s?|entit(?:y|ies)|${BODY})$`,
      'u',
    ),
  ],
  ['business', /^(?:enterprises|companies|corporations?|company)$/u],
  ['research', new RegExp(`^(?:scientific)?research${BODY}$`, 'u')],
  ['charity', new RegExp(`^(?:social|public)*(?:welfare|charit(?:y|able)|interest)${BODY}$`, 'u')],
  ['charity', new RegExp(`^social${BODY}$`, 'u')],
  ['legal', new RegExp(`^(?:legal|law)services?${BODY}$`, 'u')],
  ['other', new RegExp(`^others?${BODY}$`, 'u')],
  ['total', /^(?:row|grand|overall)?totals?(?:count)?$/u],
];
const columnByName = lookup(COLUMNS);
export const columnOfKey = (key: string): Column | null =>
  columnByName(key) ?? COMPOSED.find(([, words]) => words.test(squeezed(key)))?.[0] ?? null;
export const groupOfKey = lookup(GROUPS);
export const resultOfKey = lookup(RESULTS);
