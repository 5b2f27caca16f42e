import { refusalText as calendarRefusals } from '../calendar/index.ts';
import { refusalText as clockRefusals } from './text.ts';

const REFUSALS: Readonly<Record<string, string>> = {
  ...calendarRefusals,
  ...clockRefusals,
  'clock/unknown-option': '没有 {option} 这个选项。用 --help 查看用法。',
  'clock/unexpected-argument': '多余的参数：{value}。用 --help 查看用法。',
  'clock/bad-option': '选项用法不对：{option}。用 --help 查看用法。',
  'clock/repeated-option': '选项 --{option} 只能写一次。',
  'clock/batch-alone': '--batch 不能与 --{option} 同用；每个问题写在文件的一行里。',
  'clock/unreadable-file': '打不开文件 {file}。',
  'clock/bad-line': '这一行应当是一个 JSON 对象，例如 {"from":"2026-09-30","days":5,"unit":"workday","exclude":[]}。',
  'clock/line-too-long': '这一行太长，最多 {most} 个字符。',
  'clock/unknown-field': '没有 {field} 这个字段；可用的是 from、days、unit、exclude。',
  'clock/missing': '缺少 {field}。',
  'clock/bad-day': '“{value}”不是有效日期，应写成 2026-01-31 的样子。',
  'clock/bad-days': '天数“{value}”不对，应是 1 到 {most} 的整数。',
  'clock/bad-unit': '单位“{value}”不对，应是 workday（工作日）或者 day（自然日）。',
  'clock/bad-exclude':
    '不计入的期间“{value}”不对，命令行写成 2026-03-09..2026-03-23，文件里写成 ["2026-03-09","2026-03-23"]。',
  'clock/exclude-backwards': '不计入的期间结束日 {to} 早于开始日 {from}。',
};

export function messageOf(code: string, details: Readonly<Record<string, unknown>>): string {
  const sentence = REFUSALS[code] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (place, key: string) => (key in details ? String(details[key]) : place));
}

export const errorObject = (code: string, details: Readonly<Record<string, unknown>>) => ({
  error: { code, message: messageOf(code, details) },
});

export const answerText = {
  due: (day: string, weekday: string) => `截止日期：${day}（${weekday}）`,
  provisionalDue: (day: string, weekday: string) =>
    `暂定截止日期：${day}（${weekday}）\n其中有的年份放假安排尚未公布，暂按放假办法推定，公布后须重新计算。`,
  counted: '计入',
  skipped: '不计',
  // Enough of the hash to tell versions apart; `--json` has all of it.
  calendar: (version: string) => `日历版本：${version.replace(/:([0-9a-f]{16})[0-9a-f]*/u, ':$1')}`,
} as const;

export const helpText = `用法：mingtang clock due --from 日期 --days 天数 --unit workday|day [选项]

从起算日推算期限的最后一日。起算当日不计入；工作日按国务院办公厅放假安排（含调休）
计算；自然日期限的最后一日是休息日的，顺延到其后第一个工作日。

  --from 2026-09-30          起算日（收到、受理或者送达的那一天）
  --days 5                   期限天数，1 到 3660 的整数
  --unit workday|day         workday 工作日；day 自然日
  --exclude S..E             不计入的期间：S 是停止计算的日子，E 是恢复计算的日子，
                             S 的次日到 E 不计入；可以写多次，重叠的部分只算一次
  --explain                  逐日说明：哪天计入、哪天不计入、为什么、依据哪一条
  --provisional              遇到放假安排尚未载入的年份，按放假办法推定并标明“暂定”；
                             不写这一项则拒绝计算
  --json                     输出一个 JSON 对象：{"due":…,"skipped":[{"day":…,"why":…}]}
  --batch 文件               文件每行一个问题，逐行回答；- 表示从标准输入读。每行的写法：
                             {"from":"2026-09-30","days":5,"unit":"workday","exclude":[["S","E"]]}
  --help                     显示本说明

例：mingtang clock due --from 2026-03-02 --days 20 --unit workday --exclude 2026-03-09..2026-03-23 --explain

拒绝回答时退出码为 2，--json 时输出 {"error":{"code":…,"message":…}}。--batch 中有错的行
只影响它自己，退出码为 0。
`;
