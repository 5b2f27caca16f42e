import { z } from 'zod';
import {
  day,
  dayOf,
  dueErasures,
  eraseDue,
  inTransaction,
  isDay,
  type Kernel,
  refuse,
  retentionRules,
  ruleShape,
  system,
} from './kernel/index.ts';
import { retentionText as text } from './retention-text.ts';

type Answer = { readonly human: string; readonly json: object };

/** What would be erased today, rule by rule. Changes nothing. */
export async function retentionDueCommand(kernel: Kernel): Promise<Answer> {
  const due = await dueErasures(kernel, dayOf(kernel.now()));
  return {
    human: due.map(text.due).join('\n'),
    json: {
      due: due.map(({ kind, rule, matters, more }) => ({
        kind,
        rule,
        count: matters.length,
        more,
        matters: matters.map(({ number, seqs }) => ({ number, seqs })),
      })),
    },
  };
}

/**
 * Erases what is due: whatever goes by itself, or the kinds that are named.
 *
 * @throws Refusal cli/unknown-kind (422)
 */
export async function retentionRunCommand(kernel: Kernel, argv: readonly string[]): Promise<Answer> {
  const kinds = argv.flatMap((word, i) => (argv[i - 1] === '--kind' ? [word] : []));
  const known = new Set(kernel.kinds.all().map(({ kind }) => kind));
  const unknown = kinds.find((kind) => !known.has(kind));
  if (unknown !== undefined) throw refuse('cli/unknown-kind', { kind: unknown }, 422);
  const erased = await eraseDue(kernel, {
    actor: system,
    at: kernel.now(),
    ...(kinds.length > 0 ? { kinds } : {}),
  });
  return { human: erased.map(text.erased).join('\n'), json: { erased } };
}

const RuleInput = z.object({
  kind: z.string(),
  validFrom: z.string().refine(isDay),
  source: z.string().trim().min(1),
  rule: ruleShape,
});

/**
 * Puts a rule of keeping in force from a day; the one before stays to be read.
 *
 * @throws Refusal cli/bad-rule, cli/unknown-kind (422), register/earlier-than-current
 */
export async function retentionRuleCommand(kernel: Kernel, input: unknown): Promise<Answer> {
  const { success, data, error } = RuleInput.safeParse(input);
  if (!success) {
    const faults = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
    throw refuse('cli/bad-rule', { faults }, 422);
  }
  const { kind, validFrom, source, rule } = data;
  if (!kernel.kinds.all().some((known) => known.kind === kind)) throw refuse('cli/unknown-kind', { kind }, 422);
  const entry = { key: `matter/${kind}`, validFrom: day(validFrom), value: rule, source, changedBy: null };
  const put = await inTransaction(kernel.pool, (tx) => retentionRules.put(tx, { ...entry, at: kernel.now() }));
  return { human: text.rule(kind, put.version, put.validFrom), json: put };
}
