import { Fact, Facts, Figures, LinkList, Section, Table, writtenMoment } from '../../ui/index.ts';
import type { Officer, Subject } from '../contract.ts';
import { kindTitles, natureTitles, publicText as words } from '../text.ts';
import { addressOf, type Context, EnforcementPage, PUBLIC_PARTS, type PublicPart } from './frame.tsx';
import { type Line, OfficersTable, type ResultLine } from './lists.tsx';

export type Counts = Readonly<Record<Exclude<PublicPart, 'statistics'>, number>>;

const COUNTED = ['subjects', 'officers', 'powers', 'benchmarks', 'results'] as const satisfies readonly PublicPart[];

const Newest = ({ lines }: { readonly lines: readonly ResultLine[] }) => (
  <LinkList
    empty={words.none}
    links={lines.flatMap(({ path, documentNumber, kind, organ, publishedAt }) =>
      path === null
        ? []
        : [
            {
              href: path,
              title: `${kindTitles[kind]}　${documentNumber}`,
              note: `${organ}　${writtenMoment(publishedAt).slice(0, 10)}`,
            },
          ],
    )}
  />
);

/** The four parts with their counts, and what each organ has of them. @law 国办发〔2018〕118号 */
export const HomePage = (props: {
  readonly context: Context;
  readonly counts: Counts;
  readonly organs: readonly { readonly name: string; readonly href: string; readonly counts: Counts }[];
  readonly newest: readonly ResultLine[];
}) => (
  <EnforcementPage context={props.context} title={words.title} part={null}>
    <p>{words.intro}</p>
    <Figures
      figures={COUNTED.map((part) => ({
        title: words.parts[part],
        value: String(props.counts[part]),
        unit: words.units[part],
        href: addressOf(part),
      }))}
    />
    <Section title={words.newest} moreHref={addressOf('results')}>
      <Newest lines={props.newest} />
    </Section>
    <Section title={words.byOrgan}>
      <Table
        caption={words.byOrgan}
        hideCaption
        rows={props.organs}
        rowKey={({ href }) => href}
        empty={words.none}
        columns={[
          { key: 'name', title: words.agency, header: true, cell: ({ name, href }) => <a href={href}>{name}</a> },
          ...COUNTED.filter((part) => part !== 'subjects').map((part) => ({
            key: part,
            title: words.parts[part],
            numeric: true,
            cell: ({ counts }: { readonly counts: Counts }) => counts[part],
          })),
        ]}
      />
    </Section>
  </EnforcementPage>
);

/** One organ: what it is, who enforces for it, and the way to its powers, benchmarks and results. */
export const OrganPage = (props: {
  readonly context: Context;
  readonly organ: {
    readonly id: number;
    readonly key: string;
    readonly name: string;
    readonly address: string | null;
    readonly uscc: string | null;
  };
  readonly subject: Subject;
  readonly since: string;
  readonly officers: readonly Line<Officer>[];
  readonly counts: Counts;
  readonly newest: readonly ResultLine[];
}) => {
  const { organ, subject, counts } = props;
  const { facts } = words.organ;
  const rows: readonly (readonly [string, string | null])[] = [
    [facts.nature, natureTitles[subject.nature]],
    [facts.entrustedBy, subject.entrustedBy || null],
    [facts.code, organ.uscc],
    [facts.scope, subject.scope],
    [facts.basis, subject.basis],
    [facts.procedure, subject.procedure || null],
    [facts.remedy, subject.remedy],
    [facts.complaintPhone, subject.complaintPhone],
    [facts.address, organ.address],
    [facts.since, props.since],
  ];
  return (
    <EnforcementPage context={props.context} title={organ.name} part={null} below>
      <Facts>
        {rows.map(([label, value]) =>
          value === null ? null : (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ),
        )}
      </Facts>
      <Figures
        figures={PUBLIC_PARTS.flatMap((part) =>
          part === 'powers' || part === 'benchmarks' || part === 'results'
            ? [
                {
                  title: words.parts[part],
                  value: String(counts[part]),
                  unit: words.units[part],
                  href: `${addressOf(part)}?agency=${organ.id}`,
                },
              ]
            : [],
        )}
      />
      <Section title={words.newest} moreHref={`${addressOf('results')}?agency=${organ.id}`}>
        <Newest lines={props.newest} />
      </Section>
      <Section title={words.organ.officers}>
        <OfficersTable lines={props.officers} empty={words.none} own />
      </Section>
    </EnforcementPage>
  );
};
