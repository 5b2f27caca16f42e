import { calendarDays, defineProcess, hours, type Limit, workingDays } from '../kernel/index.ts';

const posters = ['proxy', 'liaison', 'editor', 'above:liaison', 'above:disclosure-officer'] as const;
const office = ['disclosure-officer', 'above:disclosure-officer'] as const;
const keepers = ['liaison', 'editor', ...office] as const;

/** How long a sheet may hang, and within what it is printed, posted and replaced: set by the city for each kind of board. */
export type PostingLimits = {
  readonly postWithin: number;
  readonly showDays: number;
  readonly replaceWithin: number;
  /** Where that stands. */
  readonly law: string;
  /** Who looks after the boards of the agency: a village has its proxy. */
  readonly keeper: 'proxy' | 'liaison';
};

/** The longest that a sheet may hang: it is looked at once a year at least. */
export const LONGEST_DAYS = 366;

/**
 * One sheet on one board: chosen (accounts are reviewed first, by somebody else), printed, posted with a picture as
 * evidence, stale after its time or as soon as what it shows is no longer said, replaced or taken down.
 *
 * @law 政府信息公开条例 第二十五条
 */
export const postingProcess = ({ postWithin, showDays, replaceWithin, law, keeper }: PostingLimits) =>
  defineProcess({
    kind: 'board-posting',
    title: '公开栏张贴',
    initial: 'new',
    states: {
      new: { title: '待选题' },
      review: { title: '账目待审核', holder: { role: 'above:township-reviewer' } },
      draft: { title: '账目待修改', holder: { role: keeper } },
      chosen: { title: '待打印', holder: { role: keeper } },
      printed: { title: '待张贴', holder: { role: keeper } },
      posted: { title: '张贴中', holder: { system: true } },
      stale: { title: '已过期，待更换', holder: { role: keeper } },
      replaced: { title: '已更换', closed: true },
      removed: { title: '已撤下', closed: true },
      cancelled: { title: '已取消', closed: true },
    },
    actions: {
      choose: { title: '选定公开内容', from: ['new'], to: 'chosen', by: posters },
      propose: { title: '提交账目', from: ['new'], to: 'review', by: posters },
      revise: { title: '修改后重新提交', from: ['draft'], to: 'review', by: posters },
      pass: {
        title: '账目审核通过',
        from: ['review'],
        to: 'chosen',
        by: ['township-reviewer', 'above:township-reviewer', 'decider', 'above:decider'],
        separatedFrom: ['propose', 'revise'],
      },
      return: {
        title: '退回修改',
        from: ['review'],
        to: 'draft',
        by: ['township-reviewer', 'above:township-reviewer', 'decider', 'above:decider'],
        guards: ['has-reason'],
      },
      print: { title: '打印', from: ['chosen', 'printed'], to: 'printed', by: posters },
      post: { title: '张贴', from: ['printed'], to: 'posted', by: posters, guards: ['has-photo'] },
      expire: { title: '张贴期满', from: ['posted'], to: 'stale', by: ['system'] },
      outdate: { title: '所公开内容已变更', from: ['posted'], to: 'stale', by: ['system'] },
      replace: { title: '更换', from: ['posted', 'stale'], to: 'replaced', by: [...posters, 'system'] },
      remove: { title: '撤下', from: ['posted', 'stale'], to: 'removed', by: posters, guards: ['has-reason'] },
      cancel: {
        title: '取消张贴',
        from: ['draft', 'review', 'chosen', 'printed'],
        to: 'cancelled',
        by: posters,
        guards: ['has-reason'],
      },
    },
    clocks: {
      post: {
        title: '打印张贴',
        law,
        limit: workingDays(postWithin),
        startsOn: [{ act: 'choose' }, { act: 'pass' }],
        endsOn: ['post'],
      },
      show: {
        title: '张贴期限',
        law,
        limit: calendarDays(showDays),
        choice: { least: 1, most: LONGEST_DAYS },
        startsOn: [{ act: 'post' }],
        endsOn: ['outdate', 'replace', 'remove'],
        onLapse: 'expire',
      },
      replace: {
        title: '更换过期内容',
        law,
        limit: workingDays(replaceWithin),
        startsOn: [{ act: 'expire' }, { act: 'outdate' }],
        endsOn: ['replace', 'remove'],
      },
    },
  });

/**
 * What a board owes for one period.
 *
 * @param limit from the last day of the period
 */
export const boardDutyProcess = (limit: Limit, law: string, keeper: PostingLimits['keeper'] = 'proxy') =>
  defineProcess({
    kind: 'board-duty',
    title: '公开栏定期公开',
    initial: 'new',
    states: {
      new: { title: '待登记' },
      owed: { title: '待张贴', holder: { role: keeper } },
      met: { title: '已张贴', closed: true },
      excused: { title: '本期免张贴', closed: true },
    },
    actions: {
      open: { title: '本期开始', from: ['new'], to: 'owed', by: ['system'] },
      meet: { title: '已经张贴', from: ['owed'], to: 'met', by: ['system'] },
      excuse: { title: '本期免张贴', from: ['owed'], to: 'excused', by: office, guards: ['has-reason'] },
    },
    clocks: {
      duty: { title: '定期公开', law, limit, startsOn: [{ act: 'open' }], endsOn: ['meet', 'excuse'] },
    },
  });

/** 政策宣讲: planned, its material settled, printed, handed out or read aloud, what people said written down. */
export const campaignProcess = defineProcess({
  kind: 'outreach-campaign',
  title: '政策宣传',
  initial: 'new',
  states: {
    new: { title: '待立项' },
    planned: { title: '准备材料', holder: { role: 'liaison' } },
    printing: { title: '印制', holder: { role: 'liaison' } },
    distributing: { title: '发放宣讲', holder: { role: 'liaison' } },
    done: { title: '已完成', closed: true },
    stopped: { title: '已终止', closed: true },
  },
  actions: {
    plan: { title: '立项', from: ['new'], to: 'planned', by: keepers },
    material: {
      title: '选定材料',
      from: ['planned', 'printing'],
      to: 'printing',
      by: keepers,
      guards: ['has-sources'],
    },
    print: { title: '登记印制', from: ['printing', 'distributing'], to: 'printing', by: keepers },
    distribute: {
      title: '登记发放',
      from: ['printing', 'distributing'],
      to: 'distributing',
      by: [...keepers, 'proxy', 'above:liaison'],
    },
    feedback: { title: '登记反馈', from: ['distributing'], to: 'done', by: keepers, guards: ['has-reason'] },
    stop: {
      title: '终止',
      from: ['planned', 'printing', 'distributing'],
      to: 'stopped',
      by: keepers,
      guards: ['has-reason'],
    },
  },
  clocks: {
    campaign: {
      title: '完成宣传',
      law: '本市政务公开制度',
      limit: calendarDays(30),
      choice: { least: 1, most: LONGEST_DAYS },
      startsOn: [{ act: 'plan' }],
      endsOn: ['feedback', 'stop'],
    },
  },
});

/** 终端: a kiosk or a screen, enrolled once, watched as long as it runs. */
export const terminalProcess = defineProcess({
  kind: 'display-terminal',
  title: '展示终端',
  initial: 'new',
  states: {
    new: { title: '待登记' },
    registered: { title: '待启用', holder: { role: 'liaison' } },
    active: { title: '运行中', holder: { system: true } },
    silent: { title: '失联', holder: { role: 'liaison' } },
    revoked: { title: '已停用', closed: true },
  },
  actions: {
    register: { title: '登记终端', from: ['new'], to: 'registered', by: keepers },
    recode: { title: '重新启用', from: ['registered', 'active', 'silent'], to: 'registered', by: keepers },
    enrol: { title: '启用', from: ['registered'], to: 'active', by: ['system'] },
    lose: { title: '失去联系', from: ['active'], to: 'silent', by: ['system'] },
    return: { title: '恢复联系', from: ['silent'], to: 'active', by: ['system'] },
    revoke: {
      title: '停用',
      from: ['registered', 'active', 'silent'],
      to: 'revoked',
      by: keepers,
      guards: ['has-reason'],
    },
  },
  clocks: {
    restore: {
      title: '恢复终端',
      law: '本市政务公开制度',
      limit: workingDays(2),
      startsOn: [{ act: 'lose' }],
      endsOn: ['return', 'recode', 'revoke'],
    },
  },
});

/** 应急插播: words on every screen below an agency, for some hours and no longer. */
export const interruptionProcess = defineProcess({
  kind: 'screen-interruption',
  title: '应急插播',
  initial: 'new',
  states: {
    new: { title: '待发出' },
    showing: { title: '插播中', holder: { role: 'disclosure-officer' } },
    ended: { title: '已结束', closed: true },
  },
  actions: {
    issue: { title: '发出插播', from: ['new'], to: 'showing', by: ['leader', 'above:leader', ...office] },
    end: { title: '结束插播', from: ['showing'], to: 'ended', by: ['leader', 'above:leader', ...office] },
    lapse: { title: '插播时间已到', from: ['showing'], to: 'ended', by: ['system'] },
  },
  clocks: {
    show: {
      title: '插播时间',
      law: '本市应急发布规则',
      limit: hours(24),
      choice: { least: 1, most: 168 },
      startsOn: [{ act: 'issue' }],
      endsOn: ['end'],
      onLapse: 'lapse',
    },
  },
});
