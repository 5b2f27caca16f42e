import { readFile } from 'node:fs/promises';
import { refuse } from '../../kernel/index.ts';
import { carryViolations, figureViolations, type Violation, violationsOf } from './checks.ts';
import { COLUMNS, GROUPS, RESULTS, ROWS } from './form.ts';
import { readPublished } from './published/read.ts';
import { type Layout, layoutOf, type PublishedReport } from './published/report.ts';
import { yearWarnings } from './published/warnings.ts';
import { checkText, columnLabels, groupLabels, resultLabels, rowLabels } from './text.ts';

type Checked = {
  readonly violations: readonly Violation[];
  readonly format: string;
  readonly reports: readonly {
    readonly year: number | null;
    readonly layout: Layout['name'];
    readonly missing: Layout['missing'];
    readonly further: readonly string[];
    readonly violations: readonly Violation[];
  }[];
  readonly warnings: readonly string[];
  readonly labels: object;
};

/**
 * `report check FILE [--before FILE]`: every check that a published report violates, without a database.
 *
 * Two years in one file, or the year before in another, are also compared with each other. Ends with 1 when something is
 * violated.
 *
 * @throws Refusal cli/no-file, cli/unreadable-file, report/too-large, report/not-readable, report/pdf, report/old-office, report/encrypted,
 * report/no-table
 */
export async function reportCheckCommand(
  argv: readonly string[],
): Promise<{ readonly human: string; readonly json: Checked; readonly exitCode: number }> {
  const at = argv.indexOf('--before');
  const before = at < 0 ? null : (argv[at + 1] ?? '');
  const [file] = argv.filter((word, i) => !word.startsWith('--') && (at < 0 || i !== at + 1));
  if (file === undefined || before === '') throw refuse('cli/no-file', {}, 422);
  const { format, reports, unreckoned } = await readPublished(await bytesOf(file));
  const earlier = before === null ? [] : (await readPublished(await bytesOf(before))).reports;
  const years = inOrder(reports);
  const checked = years.map((report, i) => {
    const previous = years[i - 1] ?? beforeOf(report, earlier);
    return {
      year: report.year,
      layout: layoutOf(report).name,
      missing: layoutOf(report).missing,
      further: report.further.map(({ label }) => label),
      violations: [
        ...(report.isStatistics
          ? figureViolations(report.three, report.four)
          : violationsOf(report.three, report.four, report.further)),
        ...(previous && follows(previous, report) ? carryViolations(previous.three, report.three) : []),
      ],
      warnings: previous && follows(previous, report) ? yearWarnings(previous, report) : [],
    };
  });
  const violations = checked.flatMap((each) => each.violations);
  const warnings = [...unreckoned.map(checkText.unreckoned), ...checked.flatMap((each) => each.warnings)];
  return {
    human: [
      ...checked.flatMap(({ year, layout, violations: found }) => [
        checkText.report(year, checkText.layouts[layout], found.length),
        ...found.map((violation) => `  ${checkText.violation(violation)}`),
      ]),
      ...warnings,
    ].join('\n'),
    json: {
      violations,
      format,
      reports: checked.map(({ warnings: _, ...report }) => report),
      warnings,
      labels: {
        rows: labelled(ROWS, rowLabels),
        columns: labelled(COLUMNS, columnLabels),
        groups: labelled(GROUPS, groupLabels),
        results: labelled(RESULTS, resultLabels),
      },
    },
    exitCode: violations.length === 0 ? 0 : 1,
  };
}

const labelled = <T extends string>(codes: readonly T[], labels: Readonly<Record<T, string>>): object =>
  Object.fromEntries(codes.map((code) => [code, labels[code]]));

/** Years that are known, or called 上年 and 本年, stand in their order, else the order of the file counts. */
const inOrder = (reports: readonly PublishedReport[]): readonly PublishedReport[] => {
  if (reports.every(({ year }) => year !== null)) return reports.toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0));
  return reports.toSorted((a, b) => (a.called === 'this' ? 1 : 0) - (b.called === 'this' ? 1 : 0));
};

/** The report of the year before among those of the other file; a single one is taken at its word. */
const beforeOf = (report: PublishedReport, earlier: readonly PublishedReport[]): PublishedReport | undefined =>
  earlier.find(({ year }) => year !== null && report.year !== null && year === report.year - 1) ??
  (earlier.length === 1 ? earlier[0] : undefined);

/** Where no year is named two reports are taken for two years, unless they are those of two agencies. */
const follows = (before: PublishedReport, after: PublishedReport): boolean => {
  if (before.agency !== null && after.agency !== null && before.agency !== after.agency) return false;
  return before.year === null || after.year === null || after.year === before.year + 1;
};

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch(() => {
    throw refuse('cli/unreadable-file', { file }, 422);
  });
}
