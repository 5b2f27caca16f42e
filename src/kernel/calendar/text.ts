import { type Day, weekday } from '../day.ts';
import type { CalendarFault } from './year.ts';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;
export const weekdayOf = (d: Day): string => WEEKDAYS[weekday(d)] ?? '';

/** The rules on which the answers rest that no notice is needed for. */
export const laws = {
  week: '国务院关于职工工作时间的规定第七条',
  holidays: '全国年节及纪念日放假办法第二条',
} as const;

export const reasonText = {
  weekday: (weekday: string) => `${weekday}，工作日`,
  weekend: (weekday: string) => `${weekday}，周休息日`,
  holiday: (name: string) => `${name}，法定节假日`,
  rest: (name: string, weekday: string) => `${name}放假（${weekday}）`,
  'make-up': (name: string, weekday: string) => `${weekday}，${name}`,
  'local-rest': (name: string, overlay: string) => `${name}，地方规定放假（${overlay}）`,
  'local-work': (name: string, overlay: string) => `${name}，地方规定上班（${overlay}）`,
  provisional: (sentence: string, year: number) => `${sentence}（${year}年放假安排尚未公布，暂按放假办法推定）`,
} as const;

export const refusalText = {
  'calendar/year-not-loaded':
    '{year}年的放假安排尚未载入，不能计算到该年的工作日。请先载入国务院办公厅关于{year}年部分节假日安排的通知，或者要求给出暂定日期。',
  'calendar/bad-arrangement': '放假安排有错，没有载入。',
} as const;

const FAULTS: Readonly<Record<CalendarFault['code'], string>> = {
  'not-an-object': '应当是一个 JSON 对象',
  'unknown-field': '没有这个字段',
  missing: '缺少这个字段',
  'bad-year': '年份不对',
  'bad-version': '版本应当是从 1 起的整数',
  'bad-text': '应当是 1 到 500 字的文字',
  'not-a-list': '应当是一个列表',
  'bad-day': '不是有效日期，应写成 2026-01-31 的样子',
  'outside-year': '不在本年之内；通知涉及上一年末的日子时，请为上一年载入新版本',
  twice: '重复出现',
  'both-off-and-on': '同一天既放假又上班',
  'already-workday': '本来就是星期一至星期五，不必列为调休上班',
};

/** One fault as a sentence for the person who loads the file. */
export const faultText = (fault: CalendarFault): string =>
  `${fault.at === '' ? '文件' : fault.at}：${FAULTS[fault.code]}${fault.value === undefined ? '' : `（${fault.value}）`}`;
