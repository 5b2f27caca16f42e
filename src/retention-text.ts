import type { Due } from './kernel/index.ts';
import type { Erased } from './kernel/retention/index.ts';

const lasts = ({ years, months, action }: Due['rule']): string =>
  action === 'keep'
    ? '永久'
    : [years > 0 ? `${years} 年` : '', months > 0 ? `${months} 个月` : ''].join('') || '不保存';

/** What the commands about erasing say. */
export const retentionText = {
  due: ({ kind, rule, matters, more }: Due): string =>
    `${kind}：保存 ${lasts(rule)}（${rule.law}），到期 ${matters.length}${more ? ' 件以上' : ' 件'}，${rule.automatic ? '自动删除' : '需要用 retention run --kind 确认'}`,
  rule: (kind: string, version: number, from: string): string =>
    `${kind} 的保管规则第 ${version} 版，自 ${from} 起生效。`,
  erased: ({ kind, erased, kept }: Erased): string =>
    [`${kind}：删除 ${erased} 件`, ...kept.map(({ number, code }) => `  ${number} 保留：${code}`)].join('\n'),
} as const;
