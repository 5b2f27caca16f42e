import { dayOf, instant } from '../day.ts';

/** The articles on which counting rests. */
export const civilCode = {
  calendar: '民法典第二百条',
  start: '民法典第二百零一条第一款',
  hours: '民法典第二百零一条第二款',
  month: '民法典第二百零二条',
  rollOver: '民法典第二百零三条第一款',
} as const;

/** `2026-03-02 09:30`, legal time. */
export function legalTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const on = dayOf(at);
  const minutes = Math.floor((at.getTime() - instant(on).getTime()) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${on} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const because = (reason: string | undefined) => (reason === undefined ? '' : `（${reason}）`);

/** Sentences of a derivation. */
export const stepText = {
  start: '起算当日，不计入',
  workday: (reason: string, n: number) => `${reason}，计第${n}个工作日`,
  restDay: (reason: string) => `${reason}，不计入`,
  suspended: (reason: string | undefined) => `中止期间${because(reason)}，不计入`,
  suspendedOpen: (reason: string | undefined) => `中止${because(reason)}，尚未恢复，期限暂停`,
  calendarDay: (n: number) => `按自然日计第${n}日`,
  correspondingDay: (n: number) => `到期月的对应日（没有对应日的，为该月末日），共${n}日`,
  lastDayRest: (reason: string, n: number) => `第${n}日为期限最后一日，恰逢${reason}，顺延`,
  rolledOver: (reason: string) => `${reason}，继续顺延`,
  rolledTo: (n: number) => `休假日结束的次日，作为期限最后一日（第${n}日）`,
  hoursStart: (at: string) => `自${legalTime(at)}起按小时计算`,
  hoursWithinDay: (from: string, to: string) => `自${legalTime(from)}起按小时计算，至${legalTime(to)}届满`,
  hoursResumed: (at: string) => `中止至${legalTime(at)}，其后按小时计算`,
  hours: '按小时连续计算',
  hoursEnd: (at: string) => `按小时计算，至${legalTime(at)}届满`,
} as const;

/** Sentences of refusals, by code; `{name}` is filled from the details. */
export const refusalText: Readonly<Record<string, string>> = {
  'clock/bad-limit': '期限应当是正整数。',
  'clock/bad-span': '中止期间的结束日（{to}）早于开始日（{from}）。',
  'clock/mixed-units': '按小时的期限不能与按日的期限相加。',
  'clock/no-start-instant': '按小时的期限需要起算的时刻。',
  'clock/not-started': '期限还没有起算。',
  'clock/already-started': '期限已经起算。',
  'clock/already-ended': '期限已经结束。',
  'clock/already-suspended': '期限已经中止，不能再次中止。',
  'clock/not-suspended': '期限没有中止，无从恢复。',
  'clock/out-of-order': '{on} 早于上一事件的日期 {last}。',
};
