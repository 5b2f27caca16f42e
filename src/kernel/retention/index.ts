export { type Due, dueErasures, type Erased, eraseDue } from './due.ts';
export { type Erasing, erase } from './erase.ts';
export { GROUNDS, type Ground, isGround } from './grounds.ts';
export { keptUntil, type RetentionDefault, type RetentionRule, ruleShape } from './rule.ts';
export { retentionRules, ruleOf } from './rules.ts';
export { retentionSentences } from './text.ts';
