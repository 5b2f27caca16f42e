import { z } from 'zod';
import { divide } from '../kernel/index.ts';
import type { ReportedFigure } from './figures.ts';
import { reported } from './report.ts';
import vectors from './vectors.json' with { type: 'json' };

const Vectors = z.array(
  z.object({
    id: z.string(),
    case: z.string(),
    expected: z.string(),
    reported: z.string().nullable(),
    /** Whether what was printed follows from its inputs; null where nothing was printed. */
    reproduces: z.boolean().nullable(),
  }),
);

/** One vector, held against what the replayed matters give. */
export type Vector = {
  readonly id: string;
  readonly case: string;
  readonly expected: string;
  readonly value: string | null;
  readonly ok: boolean;
};

type Of = (id: string) => { readonly value: string; readonly numerator: string; readonly denominator: string };

/** How the value of each vector follows from figures that are there. */
const VALUES: Readonly<Record<string, (of: Of) => string | null>> = {
  'M-003 completed/accepted': (of) => of('M-003').value,
  'M-003 completed/applied (wrong denominator)': (of) =>
    divide(of('M-002-completed').numerator, of('M-002-applied').numerator, 2, 100n),
  'M-017 accepted/applied': (of) => of('M-017').value,
  'M-018 open cases': (of) => of('M-018').value,
  'M-005 completed/11 months': (of) => of('M-005').value,
  'M-005 last year mean': (of) => difference(of('M-005').value, of('M-005-difference').value),
  'M-006 (statutory-promised)/statutory': (of) => of('M-006').value,
  'M-007 vs statutory mean': (of) => of('M-007-statutory').value,
  'M-007 vs promised mean': (of) => of('M-007-promised').value,
  // The base that the printed speed-up would need: actual ÷ (1 − speed-up).
  'M-007 implied case-weighted statutory base': (of) =>
    divide(of('M-009').value, difference('100.00', reported.speedUp), 2, 100n),
  'M-013 approved/accepted investment (10k CNY)': (of) => of('M-013').value,
};

/** Two decimals at most on either side; as many as there are on the first. */
function difference(from: string, less: string): string {
  const decimals = from.split('.')[1]?.length ?? 0;
  const hundredths = Math.round(Number(from) * 100) - Math.round(Number(less) * 100);
  return (hundredths / 100).toFixed(decimals);
}

/** Every vector of the indicators M-003 to M-018 with the value that the figures give. */
export function vectorsOf(figures: readonly ReportedFigure[]): readonly Vector[] {
  const of: Of = (id) => {
    const figure = figures.find((candidate) => candidate.id === id);
    if (!figure) throw new Error(`no figure ${id}`);
    return { value: figure.value ?? '0', numerator: figure.numerator, denominator: figure.denominator ?? '0' };
  };
  return Vectors.parse(vectors).map(({ id, case: name, expected }) => {
    const value = VALUES[`${id} ${name}`]?.(of) ?? null;
    return { id, case: name, expected, value, ok: value === expected };
  });
}
