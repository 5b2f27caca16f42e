import { defineProcess, type Limit, type Process, workingDays } from '../kernel/index.ts';

/** What of an item decides how its applications run. */
export type ItemFlow = {
  readonly title: string;
  /** 即办件 are settled at the window; 承诺件 are examined and decided within the promise. */
  readonly caseType: 'instant' | 'promised';
  readonly isLicence: boolean;
  readonly statutory: {
    readonly limit: Limit;
    readonly law: string;
    /** The number was compared with the text of the law; otherwise it stands in the item list only. */
    readonly checked?: boolean;
  };
  /** Never longer than the statutory limit; absent for 即办件. */
  readonly promised: Limit | null;
  /** Special procedures whose time does not count, e.g. 现场核查. */
  readonly special: { readonly title: string; readonly law: string; readonly examiners: number } | null;
  /** The township examines first, as a matter of its own. */
  readonly firstReview: boolean;
  /** How long an applicant may take to correct; set by the city, not by law. */
  readonly correction: Limit;
  /** How much longer a licence may take with approval; ten working days unless a special rule is shorter. */
  readonly extension?: Limit;
  /** What the two decisions are called; 准予 and 不予 when left out. */
  readonly verdicts?: { readonly grant: string; readonly deny: string };
};

/** The licensing law does not bind benefits, confirmations and services; the city promises the same there. */
const lawsOf = (isLicence: boolean) =>
  isLicence
    ? {
        accept: '行政许可法 第三十二条第五项',
        ask: '行政许可法 第三十二条第四项',
        refuse: '行政许可法 第三十二条第二项',
        notNeeded: '行政许可法 第三十二条第一项',
        deemed: '行政许可法 第三十二条第四项',
        examine: '行政许可法 第三十四条第三款',
        grant: '行政许可法 第三十八条第一款',
        deny: '行政许可法 第三十八条第二款',
        deliver: '行政许可法 第四十四条',
      }
    : {
        accept: '优化营商环境条例 第三十六条',
        ask: '优化营商环境条例 第三十六条',
        refuse: '本市办件规则',
        notNeeded: '本市办件规则',
        deemed: '本市办件规则',
        examine: '本市办件规则',
        grant: '本市办件规则',
        deny: '本市办件规则',
        deliver: '本市办件规则',
      };

/**
 * One application for a service item, from the counter to the delivered result.
 *
 * @law 行政许可法 第三十二条 (acceptance), 第四十二条 (decision), 第四十四条 (delivery), 第四十五条 (time not counted)
 */
const application = (flow: ItemFlow, laws = lawsOf(flow.isLicence)) =>
  defineProcess({
    kind: 'service-application',
    title: flow.title,
    initial: 'draft',
    states: {
      draft: { title: '填写申请', holder: { subject: true } },
      submitted: { title: '已收件，等待受理', holder: { role: 'window-clerk' } },
      correcting: { title: '等待补正材料', holder: { subject: true } },
      'first-review': { title: '乡镇（街道）初审', holder: { system: true } },
      examining: { title: '审查', holder: { role: 'examiner' } },
      special: { title: flow.special?.title ?? '特别程序', holder: { role: 'examiner' } },
      deciding: { title: '决定', holder: { role: 'decider' } },
      settling: { title: '当场办理', holder: { role: 'window-clerk' } },
      making: { title: '制作文书、送达', holder: { role: 'deliverer' } },
      done: { title: '办结', closed: true },
      refused: { title: '不予受理', closed: true },
      'not-needed': { title: '不需要申请', closed: true },
      withdrawn: { title: '申请人撤回', closed: true },
      lapsed: { title: '逾期未补正，终止', closed: true },
    },
    actions: {
      submit: { title: '提交申请', from: ['draft'], to: 'submitted', by: ['subject', 'window-clerk', 'proxy'] },
      accept: {
        title: '受理',
        from: ['submitted'],
        to: 'examining',
        by: ['window-clerk'],
        guards: ['materials-complete'],
        tellsSubject: true,
        law: laws.accept,
      },
      'ask-to-correct': {
        title: '一次性告知补正',
        from: ['submitted'],
        to: 'correcting',
        by: ['window-clerk'],
        guards: ['not-asked-before', 'something-is-missing'],
        tellsSubject: true,
        law: laws.ask,
      },
      correct: { title: '提交补正材料', from: ['correcting'], to: 'submitted', by: ['subject', 'window-clerk'] },
      'refuse-acceptance': {
        title: '不予受理',
        from: ['submitted'],
        to: 'refused',
        by: ['window-clerk'],
        guards: ['has-reason'],
        tellsSubject: true,
        law: laws.refuse,
      },
      'tell-not-needed': {
        title: '告知不需要申请',
        from: ['submitted'],
        to: 'not-needed',
        by: ['window-clerk'],
        guards: ['has-reason'],
        tellsSubject: true,
        law: laws.notNeeded,
      },
      'deem-accepted': {
        title: '逾期未告知，视为受理',
        from: ['submitted'],
        to: 'examining',
        by: ['system'],
        tellsSubject: true,
        law: laws.deemed,
      },
      'first-review-done': {
        title: '初审完成',
        from: ['first-review'],
        to: 'examining',
        by: ['system'],
        whenChildrenClosed: true,
        tellsSubject: true,
      },
      'start-special': {
        title: `开始${flow.special?.title ?? '特别程序'}`,
        from: ['examining'],
        to: 'special',
        by: ['examiner'],
        guards: ['says-how-long'],
        tellsSubject: true,
        law: flow.special?.law ?? '行政许可法 第四十五条',
      },
      'end-special': {
        title: `完成${flow.special?.title ?? '特别程序'}`,
        from: ['special'],
        to: 'examining',
        by: ['examiner'],
        quorum: { atLeast: flow.special?.examiners ?? 1 },
        tellsSubject: true,
        law: laws.examine,
      },
      recommend: {
        title: '提出审查意见',
        from: ['examining'],
        to: 'deciding',
        by: ['examiner'],
        guards: ['has-reason'],
        separatedFrom: ['accept'],
      },
      extend: {
        title: '批准延长期限',
        from: ['examining'],
        to: 'examining',
        by: ['decider'],
        guards: ['has-reason'],
        tellsSubject: true,
        law: '行政许可法 第四十二条第一款',
      },
      'send-back': { title: '退回审查', from: ['deciding'], to: 'examining', by: ['decider'], guards: ['has-reason'] },
      grant: {
        title: flow.verdicts?.grant ?? '准予',
        from: ['deciding', 'settling'],
        to: 'making',
        by: ['decider'],
        separatedFrom: ['accept', 'recommend'],
        tellsSubject: true,
        law: laws.grant,
      },
      deny: {
        title: flow.verdicts?.deny ?? '不予',
        from: ['deciding', 'settling'],
        to: 'making',
        by: ['decider'],
        guards: ['has-reason'],
        separatedFrom: ['accept', 'recommend'],
        tellsSubject: true,
        law: laws.deny,
      },
      deliver: {
        title: '送达',
        from: ['making'],
        to: 'done',
        by: ['deliverer'],
        guards: ['document-made'],
        tellsSubject: true,
      },
      withdraw: {
        title: '撤回申请',
        from: ['submitted', 'correcting', 'first-review', 'examining', 'special', 'deciding'],
        to: 'withdrawn',
        by: ['subject'],
      },
      lapse: { title: '逾期未补正', from: ['correcting'], to: 'lapsed', by: ['system'], tellsSubject: true },
    },
    clocks: {
      notice: {
        title: '受理或者一次性告知',
        law: laws.deemed,
        limit: workingDays(5),
        startsOn: [{ act: 'submit' }, { act: 'correct' }],
        endsOn: ['accept', 'ask-to-correct', 'refuse-acceptance', 'tell-not-needed'],
        onLapse: 'deem-accepted',
      },
      correction: {
        title: '补正材料',
        law: '本市办件规则',
        limit: flow.correction,
        startsOn: [{ act: 'ask-to-correct' }],
        endsOn: ['correct'],
        onLapse: 'lapse',
      },
      statutory: {
        title: '法定办结',
        law: flow.statutory.law,
        limit: flow.statutory.limit,
        // A deemed acceptance counts from the day the materials were received, not from the day it was noticed.
        startsOn: [{ act: 'accept' }, { act: 'deem-accepted', from: 'notice' }],
        endsOn: ['grant', 'deny'],
        suspendedIn: ['special'],
        extension: { on: 'extend', limit: flow.extension ?? workingDays(10), atMost: 1 },
      },
      promised: {
        title: '承诺办结',
        law: '优化营商环境条例 第三十六条',
        limit: flow.promised ?? flow.statutory.limit,
        startsOn: [{ act: 'accept' }, { act: 'deem-accepted', from: 'notice' }],
        endsOn: ['grant', 'deny'],
        suspendedIn: ['special'],
        extension: { on: 'extend', limit: flow.extension ?? workingDays(10), atMost: 1 },
      },
      delivery: {
        title: '送达',
        law: laws.deliver,
        limit: workingDays(10),
        startsOn: [{ act: 'grant' }, { act: 'deny' }],
        endsOn: ['deliver'],
      },
    },
  });

type Application = ReturnType<typeof application>;
export type ApplicationAct = keyof Application['actions'];
export type ApplicationState = keyof Application['states'];
export type ApplicationGuard =
  | 'materials-complete'
  | 'not-asked-before'
  | 'something-is-missing'
  | 'has-reason'
  | 'says-how-long'
  | 'document-made';

/** The process an item's applications run on: the same that its flow chart is drawn from. */
export function processOf(flow: ItemFlow): Process {
  const full: Process = application(flow);
  const without: string[] = [];
  const actions = { ...full.actions };
  if (flow.caseType === 'instant') {
    without.push('examining', 'special', 'deciding', 'first-review');
    for (const name of ['accept', 'deem-accepted']) replace(actions, name, { to: 'settling' });
    // One person at the window accepts, decides and hands over: that is what 当场办结 means.
    for (const name of ['grant', 'deny']) replace(actions, name, { by: ['window-clerk'], separatedFrom: [] });
    replace(actions, 'deliver', { by: ['window-clerk', 'deliverer'] });
  } else {
    without.push('settling');
    if (!flow.special) without.push('special');
    if (!flow.firstReview) without.push('first-review');
    else for (const name of ['accept', 'deem-accepted']) replace(actions, name, { to: 'first-review' });
  }
  const clocks = { ...full.clocks };
  if (flow.promised === null) delete clocks.promised;
  // Only a licence may be extended, and nothing that is settled while the applicant waits needs to be.
  if (!flow.isLicence || flow.caseType === 'instant') {
    for (const name of ['statutory', 'promised']) dropExtension(clocks, name);
    delete actions.extend;
  }
  return trimmed({ ...full, actions, clocks }, new Set(without));
}

function replace(
  actions: Record<string, Process['actions'][string]>,
  name: string,
  change: Partial<Process['actions'][string]>,
): void {
  const action = actions[name];
  if (action) actions[name] = { ...action, ...change };
}

function dropExtension(clocks: Record<string, Process['clocks'][string]>, name: string): void {
  const clock = clocks[name];
  if (!clock) return;
  const { extension: _none, ...rest } = clock;
  clocks[name] = rest;
}

/** A process without some states, and without what only led from or to them. */
function trimmed(process: Process, without: ReadonlySet<string>): Process {
  const keep = (state: string): boolean => !without.has(state);
  const actions = Object.fromEntries(
    Object.entries(process.actions).flatMap(([name, action]) => {
      const from = action.from.filter(keep);
      return from.length > 0 && keep(action.to) ? [[name, { ...action, from }]] : [];
    }),
  );
  const clocks = Object.fromEntries(
    Object.entries(process.clocks).map(([name, { suspendedIn, ...clock }]) => {
      const still = suspendedIn?.filter(keep) ?? [];
      return [name, still.length > 0 ? { ...clock, suspendedIn: still } : clock];
    }),
  );
  const states = Object.fromEntries(Object.entries(process.states).filter(([name]) => keep(name)));
  const settled = { ...process, states, actions, clocks };
  const making = states.making;
  return making && !('deciding' in states)
    ? { ...settled, states: { ...states, making: { ...making, holder: { role: 'window-clerk' } } } }
    : settled;
}
