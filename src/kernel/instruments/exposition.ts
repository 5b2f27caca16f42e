/** One value of a family, told apart by its labels. */
export type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number };

/** Everything that is told under one name. */
export type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** `suffix` is only for histograms: `_bucket`, `_sum`, `_count`. */
  readonly samples: readonly (Sample & { readonly suffix?: string })[];
};

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/u;

/** What Prometheus reads: text format 0.0.4. @throws Error when a name could not be read back */
export function exposition(families: readonly Family[]): string {
  return families.map(familyText).join('');
}

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

function familyText({ name, help, type, samples }: Family): string {
  if (!NAME.test(name)) throw new Error(`${name} cannot be the name of a figure`);
  const lines = samples.map(
    ({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelText(labels)} ${numberText(value)}`,
  );
  return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}
