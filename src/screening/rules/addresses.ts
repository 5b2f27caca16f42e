import type { Page } from './page.ts';

/** An address that ends at a house: nobody's name for a region. */
const DETAIL = /[路街巷弄屯寨庄村组队区苑园号栋幢室楼院里庭寓邸府城墅道坊墩湾营圩堡岗社胡同]/u;
const UNIT =
  /[路街巷弄屯寨庄村组队区苑园号栋幢室楼院里庭寓邸府墅层户座道坊墩营圩堡社](?![民籍主镇乡])|城(?!市)|单元|胡同/gu;
const TAIL =
  /^(?:[东西南北]?[（(]?[0-9０-９A-Za-z一二三四五六七八九十]{0,4}(?:[-－—#＃][0-9０-９A-Za-z]{1,4}){0,3}[）)]?(?:号楼|号院|号|栋|幢|单元|室|楼|层|户|座|组|门|房)?)+/u;
/** Where the words of an address end: at a mark, and at what tells of something else. */
const STOP =
  /[，,。；;：:\n\r\t|｜!！?？<>《》"“”、【】]|[ \u3000\u00a0]{2,}|身份证|联系|电话|手机|邮编|邮政编码|姓名|性别|银行|户主|开户|法定代表|不动产|产权|编号|面积|用途|结构|[\p{Script=Han}]{0,3}字第|与(?:相邻|邻居|隔壁|他人|其)/u;
const PLACE_WORD = /[\p{Script=Han}0-9０-９A-Za-z\-－—#＃()（）·]/u;
const LONGEST = 80;
const HIDDEN = /[*＊×].?[*＊×]|[村路镇乡][xX]{2}|某某?[村组号栋幢单室]/u;
const MASKED = /^[*＊×某]|^[xX]{2}/u;

/** The address that begins here, up to its last house, floor or room; null when none does. */
export function addressFrom(text: string, from: number): { readonly start: number; readonly end: number } | null {
  let start = from;
  while (start < from + 4 && /[\s:：为是在于（(【["]/u.test(text[start] ?? '')) {
    if (text[start] === '\n') return null;
    start += 1;
  }
  const rest = text.slice(start, start + LONGEST);
  const stop = rest.search(STOP);
  const words = withoutRest(stop === -1 ? rest : rest.slice(0, stop));
  const end = lastUnit(words);
  // 双龙村**组**号: what tells it from its neighbours is hidden already.
  if (MASKED.test(rest.slice(end, end + 3)) || HIDDEN.test(rest.slice(0, end))) return null;
  // Where two roads meet nobody lives.
  if (/交叉口|交汇|交界|路口/u.test(words)) return null;
  const address = words.slice(0, end);
  if (address.length < 4 || !DETAIL.test(address) || !/^[\p{Script=Han}0-9A-Za-z０-９]/u.test(address)) return null;
  if (
    /^(?:乡镇|当地|县级|公安|的|址|所在|房屋|宅基|院内|建设(?![大中东西南北]?[街路])|宿舍|地址|应当|发生|变更|信息|属于|或者|以及|不明|不详|认定|进行|有效|登记)/u.test(
      address,
    )
  )
    return null;
  // 户籍在某某区的居民: a region, no house.
  if (!/[0-9０-９一二三四五六七八九十百]|[村路街巷弄屯寨庄苑园区里庭寓]/u.test(address.slice(3))) return null;
  return isRegion(address) ? null : { start, end: start + end };
}

/** After a blank only what goes on as an address: `高城镇 石桥村`. */
function withoutRest(words: string): string {
  let at = words.search(/[ \u3000\u00a0]/u);
  while (at !== -1) {
    const next = words.slice(at + 1).search(/[ \u3000\u00a0]/u);
    const word = words.slice(at + 1, next === -1 ? undefined : at + 1 + next);
    if (!/^[\p{Script=Han}0-9A-Za-z-]{0,20}[省市区县镇乡村路街巷弄苑园号栋幢室楼组]/u.test(word))
      return words.slice(0, at);
    at = next === -1 ? -1 : at + 1 + next;
  }
  return words;
}

function lastUnit(words: string): number {
  let end = 0;
  UNIT.lastIndex = 0;
  for (let found = UNIT.exec(words); found; found = UNIT.exec(words)) end = found.index + found[0].length;
  const tail = TAIL.exec(words.slice(end))?.[0] ?? '';
  // An estate whose name says nothing of a house: 城市之光9-4-637.
  const estate = /^[\p{Script=Han}]{2,10}[0-9]{1,3}[-－—][0-9]{1,2}[-－—][0-9]{3,4}(?![0-9])/u.exec(
    words.slice(end + tail.length),
  )?.[0];
  if (end > 0 && estate !== undefined) return end + tail.length + estate.length;
  const isClosed = !/[（(][^）)]*$/u.test(words.slice(0, end + tail.length));
  return end + (isClosed ? tail.length : 0);
}

/** 山东省明堂市高城区: names of regions only. */
const isRegion = (address: string): boolean =>
  /^(?:[\p{Script=Han}]{1,8}?(?:省|自治区|特别行政区|市|州|盟|区|县|旗|镇|乡|街道))+$/u.test(address);

const REGION_FIRST = /^[\p{Script=Han}]{2,12}(?:省|市|县|区|旗|镇|乡)[\p{Script=Han}]/u;

/** The address that a cell of a person's row holds, which nothing heads: from its region to a village, a house or a flat. */
export function addressInCell(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | null {
  const cell = text.slice(start, end);
  if (cell.length < 8 || !REGION_FIRST.test(cell) || OFFICE_NEAR.test(cell)) return null;
  const found = addressFrom(text, start);
  return found && found.start === start && found.end === end ? found : null;
}

const HOME_FORM =
  /(?:小区|花园|家园|公寓|新村|苑|城|庭|里|府|邸|湾|郡|园|村|社区|院|号|区|庄|居|路|街|巷|弄)[^，。；\s]{0,14}(?:[0-9０-９一二三四五六七八九十]+[A-Z]?\s?(?:单元|室|户)|(?:栋|幢|号楼|[#＃])[^，。；\s]{0,6}[0-9０-９]{3,4}室?$|[0-9]{1,3}[-－—][0-9]{1,2}[-－—][0-9]{3,4}$)|[村屯庄寨营][^，。；\s]{0,8}(?:组|队|屯)[^，。；\s]{0,3}[0-9０-９]+号|弄[0-9]+号[0-9]{2,4}室/u;
const OFFICE_NEAR =
  /办公|单位|公司|局|中心|大厦|大楼|写字楼|政务|机关|会议|开标|报名|受理|投标|递交|招标|采购|商铺|门面|经营|店|厂|校|医院|地点|窗口|服务站|事务所|银行|科技园|产业园|工业园|园区|商务|广场|卫生[院室所]|(?:学院|幼儿园|[中小]学)(?!家属|宿舍|教师|教工|职工)|法院|检察院|派出所|政府/u;

/**
 * An address that nobody calls one, around its room or its flat; null when an office may have it.
 *
 * @param at where the room's number begins
 */
export function addressAround(page: Page, at: number): { readonly start: number; readonly end: number } | null {
  const { text } = page;
  let start = at;
  while (start > 0 && at - start < 50 && PLACE_WORD.test(text[start - 1] ?? '')) start -= 1;
  const trimmed =
    /^.*(?:家住|住在|居住于|居住在|现住|位于|坐落于|地址|住址|购买|租住|入住|分配|名下|住|于|在|的|系|是|为|将|对|[男女][，,])(?=[\p{Script=Han}]{2})/u.exec(
      text.slice(start, at),
    );
  if (trimmed) start += trimmed[0].length;
  const found = addressFrom(text, start);
  if (!found || found.end <= at || found.start !== start) return null;
  const address = text.slice(found.start, found.end);
  if (!HOME_FORM.test(address) || OFFICE_NEAR.test(address)) return null;
  return OFFICE_NEAR.test(page.before(found.start, 14)) ? null : found;
}
