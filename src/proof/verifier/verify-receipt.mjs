// Checks the receipt of a matter: by when a city owes what, and that it can no longer say otherwise.
// One file, no packages, no network. Node 20 or later, or a browser of today:
//
//   node verify-receipt.mjs receipt.json --key VKEY [--checkpoint FILE] [--days]
//
// VKEY is the public key of the city's log. Take it from somewhere else than the receipt: one that vouches for itself
// proves nothing. A receipt holds every entry of one matter as it was written, and is believed step by step; the steps
// stand in STEPS below, in order. Read that list first, then what each step does.
//
// Not computed here: SM2 and SM3. The city's own program checks such receipts with this same file and a `suite` that
// knows them; here their signature and hashes are said to be unchecked, and the receipt is not called good.

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_DAYS = 40_000; // no limit runs for a hundred years: a count that does is refused, not followed
const UNITS = ['workday', 'day', 'month', 'hour'];
const MEMBERS = ['format', 'origin', 'vkey', 'matter', 'entries', 'checkpoint', 'process', 'calendars', 'openings'];

/**
 * The steps, each with what it says when all fits. None is taken before all those above it fit.
 *
 * @type {[part: import('./result.ts').Part, work: (c: any) => any, fits: string][]}
 */
const STEPS = [
  ['form', readForm, '凭证能够读懂'],
  ['key', knowKey, '公钥是您信任的那一把'],
  // The checkpoint, size and root of the city's log, is signed: C2SP signed-note and tlog-checkpoint.
  ['note', checkNote, '检查点的签名属实'],
  // Each entry's hash is a leaf of the tree with that root: RFC 9162, 2.1.3.2.
  ['inclusion', checkInclusion, '每一条记录都在这个检查点的账本里'],
  // Each entry names the hash of the one before it, from 1 on, none missing.
  ['chain', checkChain, '记录一条接着一条，中间没有缺少'],
  // The rules the matter runs by are those whose hash stands in entry 1.
  ['process', checkProcess, '办理流程就是第 1 条记录写明的那一份'],
  // Each act was allowed in its state and led where the rules say.
  ['acts', followActs, '每一步都是流程允许的'],
  // Each limit was started, stopped, extended and ended by the acts as the rules say.
  ['clocks', checkClocks, '期限的起算、中止、延长、结束与办理经过相符'],
  // The days off are those whose hash stands beside each date.
  ['calendar', readCalendars, '放假安排就是记录里写明的那一份'],
  // Each date is counted again, day by day.
  ['dates', checkDates, '每一个截止日期都重新数过，与记录相符'],
  // What a person wrote is what the entry committed to.
  ['openings', checkOpenings, '所附的填写内容（如有）就是当时提交的内容'],
];

/** What does not fit, and in which entry. */
class Misfit extends Error {
  /** @type {number | null} */
  seq = null;
}
/** @param {unknown} fits @param {string} says @param {number | null} [seq] */
function must(fits, says, seq = null) {
  if (!fits) throw Object.assign(new Misfit(says), { seq });
}
/** Says that something could not be checked, which is neither right nor wrong. */
const unchecked = (says) => ({ unchecked: says });

/**
 * Checks a receipt, given as text or as what the text says; never throws. `ok` is true only when every step fits and
 * the key is one of `keys`.
 *
 * @type {import('./result.ts').VerifyReceipt}
 */
export async function verifyReceipt(receipt, { keys = [], checkpoint = null, suite = plain } = {}) {
  const c = { receipt, keys, checkpoint, suite, dates: new Map() };
  const checks = [];
  for (const [part, work, fits] of STEPS) {
    try {
      const found = await work(c);
      checks.push({
        part,
        seq: null,
        ok: found?.unchecked ? null : true,
        says: found?.unchecked ?? found?.says ?? fits,
      });
    } catch (error) {
      const { message, seq } = error instanceof Misfit ? error : new Misfit('内容残缺，或者格式不对');
      checks.push({ part, seq, ok: false, says: message });
      break;
    }
  }
  const { r, note, process, entries = [] } = c;
  return {
    ok: checks.every(({ ok }) => ok === true),
    checks,
    receipt: r,
    note,
    process,
    entries,
    dates: [...c.dates.values()],
  };
}

function readForm(c) {
  const r = typeof c.receipt === 'string' ? JSON.parse(c.receipt) : c.receipt;
  must(r.format === 'mingtang-receipt/1', '不是办件凭证，或者是别的版本');
  const strange = Object.keys(r).find((name) => !MEMBERS.includes(name));
  must(strange === undefined, `凭证里有不认识的内容“${strange}”`);
  must(r.entries.length > 0 && r.entries.length <= 10_000, '凭证里没有记录，或者太多');
  c.entries = r.entries.map(({ body }) => JSON.parse(body));
  must(!c.entries.some((entry) => !Array.isArray(entry?.clocks)), '凭证里的记录不完整');
  c.hash = async (...parts) => {
    const hash = await c.suite.hash(c.entries[0].hash, joined(parts));
    must(hash, `这里不能计算 ${c.entries[0].hash}，请在城市网站上核验，或者用 bin/mingtang 核验`);
    return hash;
  };
  c.r = r;
}

function knowKey({ r, keys }) {
  const { name } = readKey(r.vkey);
  if (keys.length === 0) return unchecked('公钥是凭证自带的，不能说明出自哪座城市：请与城市公布的公钥比对');
  const names = keys.map((key) => readKey(key).name);
  must(names.includes(name), `这是“${name}”的凭证，不是“${names.join('、')}”的`);
  must(keys.includes(r.vkey), '凭证所附的公钥与您信任的公钥不同');
}

async function checkNote(c) {
  const note = readCheckpoint(c.r.checkpoint);
  must(note.origin === c.r.origin, '检查点不是凭证所说的那份账本的');
  const isSigned = await verifyNote(note, c.r.vkey, c.suite);
  c.note = note;
  if (isSigned === null) return unchecked('这里不能核对签名：不认识它的算法，或者网页不是安全连接');
  const others = note.signatures.length - 1;
  const says = others > 0 ? `检查点的签名属实（另有 ${others} 个见证签名，这里没有核对）` : undefined;
  if (c.checkpoint === null) return { says };
  const other = readCheckpoint(c.checkpoint);
  await verifyNote(other, c.r.vkey, c.suite);
  if (other.size !== note.size) return unchecked('与您给的检查点规模不同，要有一致性证明才能比较');
  must(other.signed === note.signed, '与您给的检查点规模相同而内容不同：城市给出过两份不同的账本');
  return { says };
}

async function checkInclusion(c) {
  const { r, note, hash } = c;
  c.hashes = await Promise.all(r.entries.map(({ body }) => hash(utf8(body))));
  const roots = r.entries.map(({ index, proof }, i) =>
    rootFrom(hash, c.hashes[i], index, note.size, proof.map(fromBase64)),
  );
  for (const [i, root] of (await Promise.all(roots)).entries())
    must(root && hex(root) === hex(note.root), '不在检查点的账本里：记录、位置或者证明被改动过', i + 1);
}

function checkChain({ r, entries, hashes }) {
  for (const [i, entry] of entries.entries()) {
    const { v, hash, seq, matter, kind, prev } = entry;
    must(v === 2 && canonical(entry) === r.entries[i].body, '写法不规范', i + 1);
    must(seq === i + 1, `这里应当是第 ${i + 1} 条，写的是第 ${seq} 条`, i + 1);
    must(matter === r.matter && kind === entries[0].kind && hash === entries[0].hash, '是别的办件的记录', seq);
    must(prev === (i === 0 ? null : hex(hashes[i - 1])), '没有接着上一条', seq);
  }
}

async function checkProcess(c) {
  must((await sha256(c.r.process)) === c.entries[0].process, '办理流程不是第 1 条记录写明的那一份', 1);
  c.process = JSON.parse(c.r.process);
}

function followActs(c) {
  const clocks = new Map();
  let state = c.process.initial;
  /** @type {{ act: string, persons: string[] }} */
  let agreed = { act: '', persons: [] };
  c.after = c.entries.map((entry) => {
    const { seq, act, from, to } = entry;
    must(from === (seq === 1 ? null : state), '所说的原状态与上一条不符', seq);
    const action = own(c.process.actions, act);
    if (!action) {
      // A remark moves nothing; it may only put new dates to clocks.
      must(seq > 1 && to === state, '不是流程里的步骤，却改变了状态', seq);
      return new Map(entry.clocks.map(({ name }) => [name, clocks.get(name)]));
    }
    must(action.from.includes(state), `在这个状态下不能“${action.title}”`, seq);
    const persons = personsAfter(entry, agreed);
    const took = !action.quorum || persons.length >= action.quorum.atLeast;
    agreed = took ? { act: '', persons: [] } : { act, persons };
    must(to === (took ? action.to : state), '所说的新状态与办理流程不符', seq);
    const changed = took ? clocksAfter(c.process, clocks, entry) : new Map();
    for (const [name, clock] of changed) clocks.set(name, clock);
    state = to;
    return changed;
  });
}

/** What several people must do takes effect with the last of them, and nobody counts twice. */
function personsAfter({ seq, act, actor }, agreed) {
  if (!/^\d+$/.test(actor.person)) return [];
  const before = agreed.act === act ? agreed.persons : [];
  must(!before.includes(actor.person), '同一个人重复会签', seq);
  return [...before, actor.person];
}

/** The clocks that an act starts, ends, extends, stops or lets run again. */
function clocksAfter(process, clocks, entry) {
  const changed = new Map();
  for (const [name, rule] of Object.entries(process.clocks)) {
    const closed = process.states[entry.to].closed === true;
    const now = clockAfter(ruled(rule, entry, name), clocks, clocks.get(name), closed, entry);
    if (now !== clocks.get(name)) changed.set(name, now);
  }
  return changed;
}

/** The day from which an act counts: the day it was entered, or an earlier one that it names. */
function legalDay({ at, on, seq }) {
  const entered = dayAt(Date.parse(at));
  must(on === undefined || on <= entered, '所说的日期还没有到', seq);
  return on ?? entered;
}

/** The clock with the limit that the act names, where the process leaves it to the act. */
function ruled(rule, { act, terms, seq }, name) {
  const term = own(terms ?? {}, name);
  if (!term) return rule;
  const { choice, extension, limit } = rule;
  const within = (unit, least, most) =>
    term.unit === unit && Number.isInteger(term.n) && term.n >= least && term.n <= most;
  if (choice && rule.startsOn.some((by) => by.act === act) && within(limit.unit, choice.least, choice.most))
    return { ...rule, limit: term };
  const fits = extension?.on === act && within(extension.limit.unit, extension.least ?? Infinity, extension.limit.n);
  must(fits, `“${rule.title}”的期限不由这一步确定，或者超出规定`, seq);
  return { ...rule, extension: { ...extension, limit: term } };
}

function clockAfter(rule, clocks, was, closed, entry) {
  const { act, at, to, seq } = entry;
  const on = legalDay(entry);
  const instant = (key) => (rule.limit.unit === 'hour' ? { [key]: at } : {});
  const stands = rule.suspendedIn?.includes(to) ?? false;
  const pause = { from: on, to: null, ...instant('fromAt') };
  const start = closed ? undefined : rule.startsOn.find((by) => by.act === act);
  if (start) {
    // What counts from the start of another clock (视为受理: from receipt) takes over its day.
    const { startedOn, startedAt } = clocks.get(start.from)?.facts ?? { startedOn: on, ...instant('startedAt') };
    const facts = { limit: rule.limit, startedOn, startedAt, spans: stands ? [pause] : [], extensions: [] };
    return { state: stands ? 'suspended' : 'running', facts };
  }
  if (!['running', 'suspended'].includes(was?.state)) return was;
  const { spans, extensions } = was.facts;
  const resumed = spans.map((span) => (span.to === null ? { ...span, to: on, ...instant('toAt') } : span));
  const ended = { ...was.facts, spans: resumed };
  if (rule.onLapse !== act && rule.endsOn.includes(act)) return { state: 'met', facts: ended };
  if (rule.onLapse === act || closed) return { state: 'cancelled', facts: ended };
  const extends_ = rule.extension?.on === act;
  must(!extends_ || extensions.length < rule.extension.atMost, `“${rule.title}”延长的次数超过规定`, seq);
  const facts = { ...was.facts, extensions: extends_ ? [...extensions, rule.extension.limit] : extensions };
  if (stands && was.state === 'running') return { state: 'suspended', facts: { ...facts, spans: [...spans, pause] } };
  if (!stands && was.state === 'suspended') return { state: 'running', facts: { ...facts, spans: resumed } };
  return extends_ ? { ...was, facts } : was;
}

function checkClocks({ entries, after }) {
  for (const [i, { seq, clocks }] of entries.entries()) {
    must(clocks.length === after[i].size, '变动的期限与办理流程不符', seq);
    for (const { name, state, facts } of clocks) {
      const due = after[i].get(name);
      must(due?.state === state && canonical(due.facts) === canonical(facts), `期限“${name}”与办理经过不符`, seq);
    }
  }
}

async function readCalendars(c) {
  c.calendars = new Map();
  for (const [version, text] of Object.entries(c.r.calendars)) {
    must(version.split(':')[1] === (await sha256(text)), `日历 ${version} 的内容与编号不符`);
    c.calendars.set(version, readCalendar(text));
  }
}

function checkDates({ entries, calendars, dates }) {
  for (const { seq, clocks } of entries)
    for (const said of clocks) {
      const [version, assumed] = said.calendar.split('+');
      const calendar = calendars.get(version);
      must(calendar, `缺少日历 ${version}`, seq);
      const counted = countDue(calendar, said.facts);
      const fits = dateFits(said, counted) && (assumed === 'provisional') === said.provisional;
      must(fits, `期限“${said.name}”写的是 ${said.dueOn}，数出来是 ${counted.dueOn}`, seq);
      dates.set(said.name, { ...said, days: counted.days });
    }
  if ([...dates.values()].some(({ provisional }) => provisional))
    return { says: '截止日期都重新数过；暂定的落在还没有公布放假安排的年份，只核对到这里' };
}

/** In years whose days off are not known yet a date is provisional: it can only be later than weekends alone make it. */
function dateFits({ dueOn, provisional, facts }, counted) {
  if (!counted.provisional) return dueOn === counted.dueOn && provisional === false;
  if (dueOn === null) return facts.spans.some(({ to }) => to === null);
  return provisional === true && dueOn >= counted.dueOn;
}

async function checkOpenings({ r, entries, hash }) {
  if (r.openings === undefined) return;
  must(Array.isArray(r.openings), '填写内容的写法不对');
  for (const { seq, salt, content } of r.openings)
    must(hex(await hash(fromBase64(salt), utf8(content))) === entries[seq - 1].payload, '与当时提交的内容不符', seq);
}

// ---- days: numbers counted from 1970-01-01 --------------------------------------------------------------------------

const dayOf = (n) => new Date(n * DAY_MS).toISOString().slice(0, 10);
/** The legal clock is Asia/Shanghai, without daylight saving. */
const dayAt = (ms) => dayOf(Math.floor((ms + 8 * HOUR_MS) / DAY_MS));
const beginOf = (n) => n * DAY_MS - 8 * HOUR_MS;

function numberOf(day) {
  const n = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
  must(Number.isInteger(n) && dayOf(n) === day, `没有 ${day} 这一天`);
  return n;
}

/**
 * Whether a day is worked, and why; `known` is false in years whose days off are not in the calendar.
 *
 * @type {import('./result.ts').ReadCalendar}
 */
export function readCalendar(text) {
  const { years, overlays } = JSON.parse(text);
  const covered = new Set(years.map(({ year }) => `${year}`));
  const named = new Map(); // later ones win: the State Council's arrangement, then local rules
  for (const { off, on } of [...years, ...overlays]) {
    for (const { day, name } of off) named.set(day, { works: false, why: name });
    for (const { day, name } of on) named.set(day, { works: true, why: name });
  }
  const look = (n) => {
    const day = dayOf(n);
    const weekday = (((n + 4) % 7) + 7) % 7;
    const plainDay = { works: weekday % 6 !== 0, why: `周${'日一二三四五六'[weekday]}` };
    return { day, known: covered.has(day.slice(0, 4)), ...(named.get(day) ?? plainDay) };
  };
  const seen = new Map();
  return (n) => seen.get(n) ?? seen.set(n, look(n)).get(n);
}

/** The corresponding day so many months later, or the last of that month (民法典 第二百零二条). */
function monthsLater(from, months) {
  const date = new Date(from * DAY_MS);
  const [y, m] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  return Date.UTC(y, m, Math.min(date.getUTCDate(), new Date(Date.UTC(y, m + 1, 0)).getUTCDate())) / DAY_MS;
}

/** The limit and its extensions one after the other; neighbours in one unit are one. */
function legsOf({ limit, extensions }) {
  const legs = [{ ...limit }];
  for (const { n, unit } of extensions)
    if (legs.at(-1).unit === unit) legs.at(-1).n += n;
    else legs.push({ n, unit });
  for (const { n, unit } of legs) must(Number.isSafeInteger(n) && n > 0 && UNITS.includes(unit), '期限的写法不对');
  return legs;
}

/**
 * Counts a limit day by day. The day of the start does not count (民法典 第二百零一条), nor do suspended days; working days
 * follow the calendar; what is given in days or months and ends on a rest day ends on the next working day (第二百零三条).
 *
 * @type {import('./result.ts').CountDue}
 */
export function countDue(calendar, facts) {
  const legs = legsOf(facts);
  if (legs.some(({ unit }) => unit === 'hour')) return countHours(facts, legs);
  const spans = facts.spans.map(({ from, to }) => [numberOf(from), to === null ? Infinity : numberOf(to)]);
  const standsAfter = Math.min(...spans.filter(([, to]) => to === Infinity).map(([from]) => from));
  /** @type {import('./result.ts').CountedDay[]} */
  const days = [{ day: facts.startedOn, n: null, why: '起算当日' }];
  const unknown = [];
  let at = numberOf(facts.startedOn);
  /** Goes on day by day until `length` days that count are behind it; false when the clock stands before that. */
  const goOn = (length, counts, note) => {
    for (let done = 0; done < length; ) {
      if (at >= standsAfter) return false;
      must(days.length < MOST_DAYS, '期限过长，没有数下去');
      const { day, works, why, known } = calendar(++at);
      const isPaused = spans.some(([from, to]) => from < at && at <= to);
      if (!known) unknown.push(at);
      const isCounted = !isPaused && counts(works);
      if (isCounted) done += 1;
      const n = isCounted && note === '' ? done : null;
      days.push({ day, n, why: isPaused ? '中止期间' : why + note });
    }
    return true;
  };
  const ran = legs.every(({ n, unit }) =>
    goOn(unit === 'month' ? monthsLater(at, n) - at : n, (works) => works || unit !== 'workday', ''),
  );
  const end = at;
  const rolls = ran && legs.at(-1).unit !== 'workday' && !calendar(at).works;
  if (!ran || (rolls && !goOn(1, (works) => works, '，最后一日顺延'))) return { dueOn: null, provisional: false, days };
  const looksFrom = legs.some(({ unit }) => unit === 'workday') ? 0 : end;
  return { dueOn: dayOf(at), provisional: unknown.some((n) => n >= looksFrom), days };
}

/** Hours run from the instant, through nights and weekends, but not while suspended (民法典 第二百零一条第二款). */
function countHours({ startedOn, startedAt = '', spans }, legs) {
  const start = Date.parse(startedAt);
  must(legs.length === 1 && start > 0, '按小时的期限写法不对');
  const instantOf = (day, at) => (at === undefined ? beginOf(numberOf(day) + 1) : Date.parse(at));
  const stops = spans.map((s) => [instantOf(s.from, s.fromAt), s.to === null ? Infinity : instantOf(s.to, s.toAt)]);
  let end = start + legs[0].n * HOUR_MS;
  let looked = start;
  for (const [from, to] of stops.sort(([a], [b]) => a - b)) {
    if (from >= end || end === Infinity) break;
    end += Math.max(0, to - Math.max(from, looked));
    looked = Math.max(looked, to);
  }
  const days = [{ day: startedOn, n: null, why: '自起算时刻起按小时连续计算' }];
  if (end === Infinity) return { dueOn: null, provisional: false, days };
  const dueOn = dayAt(end - 1); // what ends at midnight ends with the day before
  return { dueOn, provisional: false, days: [...days, { day: dueOn, n: null, why: '按小时计算届满' }] };
}

// ---- the log --------------------------------------------------------------------------------------------------------

/** `name+keyid+base64(algorithm ‖ key)`; algorithm 1 is Ed25519. */
function readKey(vkey) {
  const [, name, id, data] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey) ?? [];
  must(name, '公钥的写法不对');
  const bytes = fromBase64(data);
  return { name, id, algorithm: bytes[0], key: bytes.slice(1) };
}

/** Signed text, an empty line, and one line for each signature. The text: origin, size, root. */
function readCheckpoint(text) {
  const cut = text.lastIndexOf('\n\n');
  must(cut > 0 && text.endsWith('\n'), '检查点的写法不对');
  const signed = text.slice(0, cut + 1);
  const [origin, size, root] = signed.split('\n');
  must(/^[1-9]\d{0,14}$/.test(size), '检查点的规模不对');
  const lines = text.slice(cut + 2, -1).split('\n');
  const signatures = lines.map((line) => /^— ([^+\s]+) (\S+)$/u.exec(line) ?? []);
  return { signed, origin, size: Number(size), root: fromBase64(root), signatures };
}

/** True, or null when the algorithm is not known here. */
async function verifyNote({ signed, origin, signatures }, vkey, suite) {
  const { name, id } = readKey(vkey);
  must(name === origin, `检查点是“${origin}”的，公钥是“${name}”的`);
  const [found, ...more] = signatures.filter(([, by, data]) => by === name && hex(fromBase64(data).slice(0, 4)) === id);
  must(found && more.length === 0, '检查点上没有这把公钥的签名');
  const isValid = await suite.verify(vkey, utf8(signed), fromBase64(found[2]).slice(4));
  must(isValid !== false, '检查点的签名不对：检查点被改动过，或者签名是伪造的');
  return isValid;
}

/** The root that a leaf and its path lead to, or null when the path does not fit the place (RFC 9162, 2.1.3.2). */
async function rootFrom(hash, leaf, index, size, path) {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) return null;
  let [place, last] = [index, size - 1];
  let root = await hash(Uint8Array.of(0), leaf);
  for (const sibling of path) {
    if (last === 0 || sibling.length !== root.length) return null;
    const isRight = place % 2 === 1 || place === last;
    root = await (isRight ? hash(Uint8Array.of(1), sibling, root) : hash(Uint8Array.of(1), root, sibling));
    while (isRight && place % 2 === 0 && place > 0) [place, last] = [place / 2, Math.floor(last / 2)];
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

// ---- bytes ----------------------------------------------------------------------------------------------------------

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const own = (names, name) => (Object.hasOwn(names, name) ? names[name] : undefined);
const sha256 = async (text) => hex(await plain.hash('sha256', utf8(text)));

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  must(btoa(String.fromCharCode(...bytes)) === text, '不是规范的 base64');
  return bytes;
}

/** The one text of a value (RFC 8785): keys sorted, no spaces. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}

/** What browsers and Node compute by themselves; null for what they do not know. */
const plain = {
  hash: async (name, bytes) =>
    name === 'sha256' ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : null,
  verify: async (vkey, text, signature) => {
    const { algorithm, key } = readKey(vkey);
    if (algorithm !== 1) return null;
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']).catch(() => null);
    return imported && crypto.subtle.verify('Ed25519', imported, signature, text);
  },
};

// ---- the command ----------------------------------------------------------------------------------------------------

async function main(argv) {
  const { readFileSync } = await import('node:fs');
  const after = (name) => argv.flatMap((word, i) => (argv[i - 1] === name ? [word] : []));
  const [checkpoint = null] = after('--checkpoint').map((file) => readFileSync(file, 'utf8'));
  const result = await verifyReceipt(readFileSync(argv[0], 'utf8'), { keys: after('--key'), checkpoint });
  const sign = (ok) => (ok === null ? '？' : ok ? '✓' : '✗');
  for (const { ok, seq, says } of result.checks) console.log(`${sign(ok)} ${seq ? `第 ${seq} 条：` : ''}${says}`);
  for (const { name, dueOn, provisional, days } of result.dates) {
    const note = provisional ? '（暂定）' : '';
    console.log(`  ${result.process?.clocks[name].title}：${dueOn ?? '中止，没有截止日期'}${note}`);
    if (argv.includes('--days')) for (const { day, n, why } of days) console.log(`    ${day} ${n ?? '不计'} ${why}`);
  }
  console.log(result.ok ? '核验通过' : '没有通过核验');
  return result.ok ? 0 : 1;
}

if (globalThis.process?.argv[1]?.endsWith('verify-receipt.mjs')) process.exitCode = await main(process.argv.slice(2));
