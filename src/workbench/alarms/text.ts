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
} as const;
