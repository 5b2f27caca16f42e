import { LinkList, Pagination, Section, Table, writtenMoment } from '../../ui/index.ts';
import type { Benchmark, Officer, Power, Subject } from '../contract.ts';
import { yuan } from '../rules/article.ts';
import { kindTitles, natureTitles, officerStates, penaltyTitles, publicText as words } from '../text.ts';
import { addressOf, type Context, EnforcementPage, Finder, type Option, type PublicPart, Standing } from './frame.tsx';

export type Line<Value> = {
  readonly key: string;
  readonly organ: string;
  readonly organHref: string;
  readonly value: Value;
};
export type ListProps = {
  readonly context: Context;
  readonly asked: Readonly<Record<string, string>>;
  readonly agencies: readonly Option[];
  readonly kinds?: readonly Option[] | undefined;
  readonly years?: readonly Option[] | undefined;
  readonly count: number;
  readonly nextHref: string | undefined;
  readonly csvHref: string;
};

/** A list with its intro, what narrows it, and the way on. */
const Listed = (
  props: ListProps & { readonly part: Exclude<PublicPart, 'statistics'>; readonly children: React.ReactNode },
) => (
  <EnforcementPage context={props.context} title={words.parts[props.part]} part={props.part}>
    <p>{words.partIntro[props.part]}</p>
    <Finder part={props.part} asked={props.asked} agencies={props.agencies} kinds={props.kinds} years={props.years} />
    <Standing count={props.count} narrowed={Object.keys(props.asked).length > 0} csvHref={props.csvHref} />
    {props.children}
    {props.count === 0 && Object.keys(props.asked).length > 0 && (
      <ul>
        {props.part === 'results' && words.notFound.map((tip) => <li key={tip}>{tip}</li>)}
        <li>
          <a href={addressOf(props.part)}>{words.clear}</a>
        </li>
      </ul>
    )}
    <Pagination nextHref={props.nextHref} />
  </EnforcementPage>
);

const emptyFor = ({ asked }: Pick<ListProps, 'asked'>): string =>
  Object.keys(asked).length > 0 ? words.empty : words.none;

/** Who enforces. @law 国办发〔2018〕118号 */
export const SubjectsPage = (props: ListProps & { readonly lines: readonly Line<Subject>[] }) => (
  <Listed {...props} part="subjects">
    <Table
      caption={words.parts.subjects}
      hideCaption
      rows={props.lines}
      rowKey={({ key }) => key}
      empty={emptyFor(props)}
      columns={[
        {
          key: 'organ',
          title: words.agency,
          header: true,
          cell: ({ organ, organHref }) => <a href={organHref}>{organ}</a>,
        },
        { key: 'nature', title: words.organ.facts.nature, cell: ({ value }) => natureTitles[value.nature] },
        { key: 'scope', title: words.organ.facts.scope, cell: ({ value }) => value.scope },
        {
          key: 'phone',
          title: words.organ.facts.complaintPhone,
          cell: ({ value }) => <span className="nowrap">{value.complaintPhone}</span>,
        },
      ]}
    />
  </Listed>
);

const officer = words.organ.officer;

export const OfficersTable = (props: {
  readonly lines: readonly Line<Officer>[];
  readonly empty: string;
  readonly own?: boolean;
}) => (
  <Table
    caption={words.parts.officers}
    hideCaption
    rows={props.lines}
    rowKey={({ key }) => key}
    empty={props.empty}
    columns={[
      { key: 'name', title: officer.name, header: true, cell: ({ value }) => value.name },
      { key: 'number', title: officer.number, cell: ({ key }) => <span className="nowrap">{key}</span> },
      ...(props.own
        ? []
        : [
            {
              key: 'organ',
              title: words.agency,
              cell: ({ organ, organHref }: Line<Officer>) => <a href={organHref}>{organ}</a>,
            },
          ]),
      { key: 'field', title: officer.field, cell: ({ value }) => value.field },
      { key: 'issuer', title: officer.issuer, cell: ({ value }) => value.issuer },
      { key: 'until', title: officer.until, cell: ({ value }) => <span className="nowrap">{value.validUntil}</span> },
      { key: 'state', title: officer.state, cell: ({ value }) => officerStates[value.state] },
    ]}
  />
);

/** Who holds a certificate, so that whoever is shown one can check it. */
export const OfficersPage = (props: ListProps & { readonly lines: readonly Line<Officer>[] }) => (
  <Listed {...props} part="officers">
    <OfficersTable lines={props.lines} empty={emptyFor(props)} />
  </Listed>
);

/** What power an organ has, and on what basis. */
export const PowersPage = (props: ListProps & { readonly lines: readonly Line<Power>[] }) => (
  <Listed {...props} part="powers">
    <Table
      caption={words.parts.powers}
      hideCaption
      rows={props.lines}
      rowKey={({ key }) => key}
      empty={emptyFor(props)}
      columns={[
        { key: 'name', title: words.power.name, header: true, cell: ({ value }) => value.name },
        {
          key: 'kind',
          title: words.power.kind,
          cell: ({ value }) => <span className="nowrap">{kindTitles[value.kind]}</span>,
        },
        { key: 'organ', title: words.agency, cell: ({ organ, organHref }) => <a href={organHref}>{organ}</a> },
        { key: 'department', title: words.power.department, cell: ({ value }) => value.department || '—' },
        { key: 'basis', title: words.power.basis, cell: ({ value }) => value.basis },
      ]}
    />
  </Listed>
);

/** What is done for which circumstances. @law 行政处罚法 第三十四条 */
export const BenchmarksPage = (props: ListProps & { readonly lines: readonly Line<Benchmark>[] }) => (
  <Listed {...props} part="benchmarks">
    {props.lines.length === 0 && <p className="empty">{emptyFor(props)}</p>}
    {props.lines.map(({ key, organ, organHref, value }) => (
      <Section key={key} title={value.name}>
        <p>
          <a href={organHref}>{organ}</a>
          {value.document !== '' && `　${words.benchmark.document}：${value.document}`}
        </p>
        <p>{`${words.benchmark.basis}：${value.basis}`}</p>
        <Table
          caption={value.name}
          hideCaption
          rows={value.steps}
          rowKey={({ circumstance }) => circumstance}
          columns={[
            {
              key: 'circumstance',
              title: words.benchmark.circumstance,
              header: true,
              cell: ({ circumstance }) => circumstance,
            },
            { key: 'measure', title: words.benchmark.measure, cell: ({ measure }) => measure },
          ]}
        />
      </Section>
    ))}
  </Listed>
);

export type ResultLine = {
  readonly index: string;
  readonly path: string | null;
  readonly documentNumber: string;
  readonly kind: keyof typeof kindTitles;
  readonly subject: string;
  readonly party: string;
  readonly partyCode: string | null;
  readonly organ: string;
  readonly decidedOn: string;
  readonly publishedAt: Date;
  readonly shownUntil: string | null;
  readonly penalties: readonly (keyof typeof penaltyTitles)[];
  readonly fen: number;
};

const result = words.result;

/** What came of enforcement, while it may be shown. @law 国办发〔2018〕118号 */
export const ResultsPage = (props: ListProps & { readonly lines: readonly ResultLine[] }) => (
  <Listed {...props} part="results">
    <Table
      caption={words.parts.results}
      hideCaption
      rows={props.lines}
      rowKey={({ index }) => index}
      empty={emptyFor(props)}
      columns={[
        {
          key: 'number',
          title: result.documentNumber,
          header: true,
          cell: ({ path, documentNumber }) => (path === null ? documentNumber : <a href={path}>{documentNumber}</a>),
        },
        { key: 'kind', title: result.kind, cell: ({ kind }) => <span className="nowrap">{kindTitles[kind]}</span> },
        {
          key: 'subject',
          title: result.subject,
          cell: ({ subject, penalties, fen }) => (
            <>
              {subject}
              {penalties.length > 0 && (
                <span className="hint">
                  <br />
                  {penalties.map((one) => penaltyTitles[one]).join('、')}
                  {fen > 0 && `　${yuan(fen)} 元`}
                </span>
              )}
            </>
          ),
        },
        { key: 'party', title: result.party, cell: ({ party }) => party },
        { key: 'organ', title: result.agency, cell: ({ organ }) => organ },
        {
          key: 'decided',
          title: result.decidedOn,
          cell: ({ decidedOn }) => <span className="nowrap">{decidedOn}</span>,
        },
        {
          key: 'published',
          title: result.publishedOn,
          cell: ({ publishedAt }) => <span className="nowrap">{writtenMoment(publishedAt).slice(0, 10)}</span>,
        },
        {
          key: 'until',
          title: result.shownUntil,
          cell: ({ shownUntil }) => <span className="nowrap">{shownUntil ?? words.longTerm}</span>,
        },
      ]}
    />
  </Listed>
);

export type StatisticsLine = {
  readonly organ: string;
  readonly href: string;
  readonly total: number;
  readonly counts: readonly number[];
};

/** A figure that leads to the rows it is made of. */
const Count = ({ count, href, kind }: { readonly count: number; readonly href: string; readonly kind: string }) =>
  count === 0 || href === '' ? count : <a href={`${href}&kind=${kind}`}>{count}</a>;

/** How many results each organ came to, and the yearly reports. @law 国办发〔2018〕118号 */
export const StatisticsPage = (props: {
  readonly context: Context;
  readonly year: number;
  readonly years: readonly number[];
  readonly kinds: readonly (keyof typeof kindTitles)[];
  readonly lines: readonly StatisticsLine[];
  readonly totals: readonly number[];
  readonly csvHref: string;
  readonly reports: readonly {
    readonly title: string;
    readonly path: string | null;
    readonly organ: string;
    readonly publishedAt: Date;
  }[];
}) => (
  <EnforcementPage context={props.context} title={words.parts.statistics} part="statistics">
    <p>{words.partIntro.statistics}</p>
    <form method="get" action={addressOf('statistics')} className="filters">
      <div>
        <label htmlFor="by-year">{words.statistics.year}</label>
        <select id="by-year" name="year" defaultValue={String(props.year)}>
          {props.years.map((year) => (
            <option key={year} value={String(year)}>
              {year}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button primary">
        {words.show}
      </button>
    </form>
    <Table
      caption={words.statistics.caption(props.year)}
      layout="scroll"
      rows={
        props.lines.length === 0
          ? []
          : [
              ...props.lines,
              {
                organ: words.statistics.total,
                href: '',
                total: props.totals.reduce((sum, count) => sum + count, 0),
                counts: props.totals,
              },
            ]
      }
      rowKey={({ organ }) => organ}
      empty={words.none}
      columns={[
        {
          key: 'organ',
          title: words.statistics.organ,
          header: true,
          cell: ({ organ, href }) => <span className="nowrap">{href === '' ? organ : <a href={href}>{organ}</a>}</span>,
        },
        ...props.kinds.map((kind, place) => ({
          key: kind,
          title: kindTitles[kind],
          numeric: true,
          cell: ({ counts, href }: StatisticsLine) => <Count count={counts[place] ?? 0} href={href} kind={kind} />,
        })),
        { key: 'total', title: words.statistics.total, numeric: true, cell: ({ total }) => total },
      ]}
    />
    <p>
      <a href={props.csvHref}>{words.csv}</a>
    </p>
    <Section title={words.reports}>
      <LinkList
        empty={words.noReports}
        links={props.reports.flatMap(({ path, title, organ, publishedAt }) =>
          path === null ? [] : [{ href: path, title, note: `${organ}　${writtenMoment(publishedAt).slice(0, 10)}` }],
        )}
      />
    </Section>
  </EnforcementPage>
);
