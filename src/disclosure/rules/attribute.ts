import { type Content, REASON_KINDS, type WithholdingReason } from '../contract.ts';

/** Why something may be told on request only, where it is not to be withheld altogether. */
const ON_REQUEST: ReadonlySet<WithholdingReason> = new Set([
  'concerns-few',
  'trade-secret',
  'privacy',
  'enforcement-file',
]);

type Attributed = Pick<Content, 'attribute' | 'reason' | 'reasonWords' | 'reasonKind'>;

const kindsOf = (reason: WithholdingReason): readonly string[] =>
  Object.entries(REASON_KINDS).find(([ground]) => ground === reason)?.[1] ?? [];

/**
 * What is wrong with the attribute, as a code, or null. Disclosure is the rule: what is not told to everybody needs one
 * of the grounds of the Regulations and words, what is told needs none.
 *
 * @law 政府信息公开条例 第五条, 第十四条至第十六条
 */
export function attributeFault({ attribute, reason, reasonWords, reasonKind }: Attributed): string | null {
  if (attribute === 'proactive') return reason === null ? null : 'disclosure/reason-without-need';
  if (reason === null) return 'disclosure/no-reason';
  if (reasonWords.trim().length < 5) return 'disclosure/reason-without-words';
  const kinds = kindsOf(reason);
  if (reasonKind === undefined ? kinds.length > 0 : !kinds.includes(reasonKind)) return 'disclosure/no-reason-kind';
  if (attribute === 'on-request') return ON_REQUEST.has(reason) ? null : 'disclosure/reason-is-to-withhold';
  return reason === 'concerns-few' ? 'disclosure/reason-is-on-request' : null;
}
