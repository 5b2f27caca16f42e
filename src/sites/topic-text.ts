/** Words of special columns and of the page of conduct. */
export const topicText = {
  all: '全部专题',
  waiting: '暂时没有信息的专题',
  search: (title: string): string => `搜索“${title}”`,
  title: '专题专栏',
  intro: '按社会关心的政策领域汇集各部门公开的信息。',
  count: (n: number): string => (n >= 1000 ? '1000 条以上' : `${n} 条`),
  gathered: '各部门公开的信息，最新的在前。',
  empty: '这个专题暂时没有信息。',
  conduct: {
    title: '工作人员行为禁令',
    intro: '各机关公布的“十不准”“八严禁”和廉政、行风规定。',
    empty: '还没有机关公布“十不准”“八严禁”的正式文本。本系统不代写文本：由主管机关提供，审核后在这里公布。',
    emptyHere: '这个机关还没有公布行为禁令。',
    supervise: '发现工作人员违反规定的，可以拨打 12345 或者向该机关的监督部门反映。',
  },
} as const;
