import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, whole } from '../../workbench/kit/list/filter.ts';
import { Choose, ChooseAgency } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { type Column, Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { policyText as said } from '../policy-measures/text.ts';
import {
  enterPolicyClaim,
  enterPolicySet,
  listPolicyMeasures,
  type PolicyClaim,
  type PolicySet,
  policyMeasuresCsv,
  strikePolicySet,
} from '../policy-measures/wire.ts';

const PATH = '/disclosure/policy-measures';
type Named = Output<typeof listPolicyMeasures>['entering'];
type Doing = { readonly what: 'set' | 'claim' } | { readonly what: 'strike'; readonly set: PolicySet };

/** Measures of policy by name, their sum, and what was said elsewhere beside it. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { agency: whole, year: whole });
  const list = useList(listPolicyMeasures, () => ({ query: filter.asked }));
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const { entering = [], claims = [], named = 0 } = list.first ?? {};
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      acts={
        entering.length > 0 && (
          <>
            <Button kind="main" onClick={() => setDoing({ what: 'set' })}>
              {said.add}
            </Button>
            <Button onClick={() => setDoing({ what: 'claim' })}>{said.claim}</Button>
          </>
        )
      }
      csv={urlOf(policyMeasuresCsv, { query: filter.asked })}
      filters={
        <>
          <ChooseAgency
            filter={filter}
            by="agency"
            label={said.agency}
            any={said.all}
            agencies={list.first?.agencies}
          />
          <Choose
            filter={filter}
            by="year"
            label={said.year}
            any={said.allYears}
            choices={yearsOf(list.rows, claims, filter.asked.year).map((year) => ({
              value: String(year),
              title: String(year),
            }))}
          />
        </>
      }
      sums={
        list.first && (
          <p>
            <strong>{said.sum(list.rows.filter(({ struckWhy }) => struckWhy === null).length, named)}</strong>
          </p>
        )
      }
      filter={filter}
      list={list}
      empty={said.empty}
      caption={said.title}
      keyOf={({ id }) => id}
      columns={columnsOf((set) => setDoing({ what: 'strike', set }))}
    >
      {claims.length > 0 && <Claims rows={claims} />}
      {doing?.what === 'set' && <NewSet agencies={entering} onClose={close} />}
      {doing?.what === 'claim' && <NewClaim agencies={entering} onClose={close} />}
      {doing?.what === 'strike' && <Strike set={doing.set} onClose={close} />}
    </ListScreen>
  );
}

/** Years of which there is something, and the one that was asked for. */
const yearsOf = (
  sets: readonly PolicySet[],
  claims: readonly PolicyClaim[],
  asked: number | undefined,
): readonly number[] => {
  const years = [
    ...sets.map(({ issuedOn }) => Number(issuedOn.slice(0, 4))),
    ...claims.map(({ year }) => year),
    ...(asked === undefined ? [] : [asked]),
  ];
  return [...new Set(years)].toSorted((a, b) => b - a);
};

const columnsOf = (onStrike: (set: PolicySet) => void): readonly Column<PolicySet>[] => [
  {
    title: said.name,
    cell: ({ title, agency }) => (
      <>
        {title}
        <div className="soft">{agency}</div>
      </>
    ),
  },
  { title: said.measures, cell: ({ measures }) => measures, right: true },
  { title: said.on, cell: ({ issuedOn }) => <OnDay day={issuedOn} />, minor: true },
  { title: said.index, cell: ({ index }) => index, minor: true },
  {
    title: said.state,
    cell: (set) => (
      <>
        {set.struckWhy === null ? said.counts : said.struck(set.struckWhy)}{' '}
        {set.mayStrike && (
          <Button kind="quiet" onClick={() => onStrike(set)} aria-label={`${said.strike}：${set.title}`}>
            {said.strike}
          </Button>
        )}
      </>
    ),
  },
];

const Claims = ({ rows }: { readonly rows: readonly PolicyClaim[] }) => (
  <Panel title={said.claims}>
    <Table
      caption={said.claims}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: said.claims,
          cell: ({ words, source, agency, year }) => (
            <>
              {words}
              <div className="soft">
                {agency} {year} {source}
              </div>
            </>
          ),
        },
        { title: said.named, cell: ({ named }) => named, right: true },
        { title: said.unnamed, cell: ({ unnamed }) => said.difference(unnamed) },
      ]}
    />
  </Panel>
);

type FieldOf<T> = {
  readonly key: keyof T & string;
  readonly label: string;
  readonly type?: 'number' | 'date';
  readonly most?: number;
  readonly optional?: boolean;
};

/** What is written down for one agency: its lines, and the way to send them. */
function Entering<K extends string>({
  title,
  agencies,
  fields,
  send,
  onClose,
}: {
  readonly title: string;
  readonly agencies: Named;
  readonly fields: readonly FieldOf<Record<K, string>>[];
  readonly send: {
    readonly error: unknown;
    readonly isPending: boolean;
    readonly put: (agencyId: number, typed: Readonly<Record<K, string>>) => void;
  };
  readonly onClose: () => void;
}) {
  const [agency, setAgency] = useState(String(agencies[0]?.id ?? ''));
  const [typed, setTyped] = useState(() => Object.fromEntries(fields.map(({ key }) => [key, ''])) as Record<K, string>);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.put(Number(agency), typed);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error !== null && <Failed error={send.error} />}
        <SelectField label={said.agency} value={agency} onChange={setAgency} choices={choicesOf(agencies)} />
        {fields.map(({ key, label, type, most, optional = false }) => (
          <TextField
            key={key}
            label={label}
            type={type ?? 'text'}
            value={typed[key]}
            onChange={(value) => setTyped({ ...typed, [key]: value })}
            optional={optional}
            {...(most === undefined ? {} : { maxLength: most })}
          />
        ))}
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </form>
    </Dialog>
  );
}

type Opened = { readonly agencies: Named; readonly onClose: () => void };

function NewSet({ agencies, onClose }: Opened) {
  const send = useSend(enterPolicySet, onClose);
  return (
    <Entering
      title={said.add}
      agencies={agencies}
      onClose={onClose}
      fields={[
        { key: 'title', label: said.name, most: 150 },
        { key: 'measures', label: said.measures, type: 'number' },
        { key: 'issuedOn', label: said.on, type: 'date' },
        { key: 'index', label: said.index, most: 100, optional: true },
      ]}
      send={{
        ...{ error: send.error, isPending: send.isPending },
        put: (agencyId, { title, measures, issuedOn, index }) =>
          send.mutate({
            body: { agencyId, title, measures: Number(measures), issuedOn, index: index.trim() || null },
          }),
      }}
    />
  );
}

function NewClaim({ agencies, onClose }: Opened) {
  const send = useSend(enterPolicyClaim, onClose);
  return (
    <Entering
      title={said.claim}
      agencies={agencies}
      onClose={onClose}
      fields={[
        { key: 'year', label: said.year, type: 'number' },
        { key: 'words', label: said.words, most: 60 },
        { key: 'least', label: said.least, type: 'number' },
        { key: 'source', label: said.source, most: 200 },
      ]}
      send={{
        ...{ error: send.error, isPending: send.isPending },
        put: (agencyId, { year, words, least, source }) =>
          send.mutate({ body: { agencyId, year: Number(year), words, least: Number(least), source } }),
      }}
    />
  );
}

function Strike({ set, onClose }: { readonly set: PolicySet; readonly onClose: () => void }) {
  const [why, setWhy] = useState('');
  const send = useSend(strikePolicySet, onClose);
  return (
    <Dialog title={`${said.strike}：${set.title}`} onClose={onClose}>
      <div className="stack tight">
        {send.error && <Failed error={send.error} />}
        <AreaField label={said.strikeWhy} value={why} onChange={setWhy} maxLength={500} />
        <Button
          kind="main"
          busy={send.isPending}
          disabled={why.trim().length < 5}
          onClick={() => send.mutate({ params: { id: set.id }, body: { why } })}
        >
          {said.strike}
        </Button>
      </div>
    </Dialog>
  );
}
