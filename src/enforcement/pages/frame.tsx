import type { ReactNode } from 'react';
import { Page, type PageProps, Tabs } from '../../ui/index.ts';
import { publicText as words } from '../text.ts';

export type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
export const PUBLIC_PARTS = ['subjects', 'officers', 'powers', 'benchmarks', 'results', 'statistics'] as const;
export type PublicPart = (typeof PUBLIC_PARTS)[number];
export type Option = { readonly value: string; readonly title: string };

export const HOME = '/enforcement';
export const addressOf = (part: PublicPart): string => `${HOME}/${part}`;

/** A page of enforcement, with the way to its other parts. */
export const EnforcementPage = (props: {
  readonly context: Context;
  readonly title: string;
  readonly part: PublicPart | null;
  readonly below?: boolean | undefined;
  readonly children: ReactNode;
}) => (
  <Page
    {...props.context}
    title={props.title}
    description={words.intro}
    column={{ name: words.title, description: words.intro, keywords: words.keywords, type: words.type }}
    breadcrumb={props.part === null && !props.below ? [] : [{ href: HOME, title: words.title }]}
  >
    <Tabs
      label={words.title}
      tabs={PUBLIC_PARTS.map((part) => ({
        href: addressOf(part),
        title: words.parts[part],
        current: part === props.part,
      }))}
    />
    {props.children}
  </Page>
);

const Choice = (props: {
  readonly name: string;
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
}) => (
  <div>
    <label htmlFor={`by-${props.name}`}>{props.label}</label>
    <select id={`by-${props.name}`} name={props.name} defaultValue={props.value ?? ''}>
      <option value="">{props.any}</option>
      {props.options.map(({ value, title }) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  </div>
);

/** Words and choices that narrow a list, without script. */
export const Finder = (props: {
  readonly part: Exclude<PublicPart, 'statistics'>;
  readonly asked: Readonly<Record<string, string>>;
  readonly agencies?: readonly Option[] | undefined;
  readonly kinds?: readonly Option[] | undefined;
  readonly years?: readonly Option[] | undefined;
}) => {
  const { asked } = props;
  return (
    <form method="get" action={addressOf(props.part)} className="filters">
      <div>
        <label htmlFor="by-q">{words.search}</label>
        <input
          id="by-q"
          name="q"
          type="search"
          defaultValue={asked.q}
          maxLength={100}
          placeholder={words.placeholders[props.part]}
        />
      </div>
      {props.agencies && (
        <Choice
          name="agency"
          label={words.agency}
          any={words.anyAgency}
          value={asked.agency}
          options={props.agencies}
        />
      )}
      {props.kinds && (
        <Choice name="kind" label={words.kind} any={words.anyKind} value={asked.kind} options={props.kinds} />
      )}
      {props.years && (
        <Choice name="year" label={words.year} any={words.anyYear} value={asked.year} options={props.years} />
      )}
      <button type="submit" className="button primary">
        {words.show}
      </button>
    </form>
  );
};

/** How many there are, and the table to take away. */
export const Standing = (props: { readonly count: number; readonly narrowed: boolean; readonly csvHref: string }) => (
  <p>
    {props.narrowed ? words.found(props.count) : words.count(props.count)}
    {props.count > 0 && (
      <>
        {' '}
        <a href={props.csvHref}>{words.csv}</a>
      </>
    )}
  </p>
);
