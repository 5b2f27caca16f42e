export const alarmText = {
  overdue: {
    title: '超期事项',
    intro: '已经过了到期日、还没有办结的事项，最早到期的在前。',
    empty: '没有超期事项。',
  },
  provisional: {
    title: '暂定日期',
    intro: '到期日落在放假安排尚未载入的年份。日期按放假办法推定，载入该年安排后自动重新计算，在此之前不计超期。',
    empty: '没有暂定日期的事项。',
    calendar: '查看节假日历',
  },
  unstaffed: {
    title: '无人办理',
    intro:
      '有事项在等，但是本单位没有人担任这个岗位，也没有人代行。期限照常计算，请尽快安排人员；上级机关可以代为审查的，写明由谁代为审查。',
    empty: '没有无人办理的事项。',
    columns: {
      agency: '单位',
      role: '缺少的岗位',
      count: '等待的事项',
      since: '最早等待',
      due: '最早到期',
      how: '怎么办',
    },
    above: (role: string) => `上级的${role}`,
    count: (n: number) => `${n} 件`,
    late: '已超期',
    stepsIn: (agencies: string) => `暂由${agencies}代为审查；请本单位尽快安排人员`,
    appoint: '请本单位安排人员任职，或者委托他人代行',
  },
} as const;
