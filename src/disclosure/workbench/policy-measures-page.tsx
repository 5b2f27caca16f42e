import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
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
type Found = Output<typeof listPolicyMeasures>;
type Named = Found['entering'];
type Doing = { readonly what: 'set' | 'claim' } | { readonly what: 'strike'; readonly set: PolicySet };

/** Measures of policy by name, their sum, and what was said elsewhere beside it. */
export function Page({ query }: PageProps) {
  const asked = {
    agency: Number(query.get('agency')) || undefined,
    year: Number(query.get('year')) || undefined,
  };
  const found = useCall(listPolicyMeasures, { query: asked }, { keep: true });
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <Answer of={found}>
        {({ sets, named, claims, agencies, entering }) => (
          <>
            <div className="row no-print">
              {entering.length > 0 && (
                <>
                  <Button kind="main" onClick={() => setDoing({ what: 'set' })}>
                    {said.add}
                  </Button>
                  <Button onClick={() => setDoing({ what: 'claim' })}>{said.claim}</Button>
                </>
              )}
              <a className="button" href={urlOf(policyMeasuresCsv, { query: asked })}>
                {said.csv}
              </a>
            </div>
            <div className="row">
              {agencies.length > 1 && (
                <SelectField
                  label={said.agency}
                  blank={said.all}
                  value={String(asked.agency ?? '')}
                  onChange={(agency) => show({ agency: agency || undefined })}
                  choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
              <SelectField
                label={said.year}
                blank={said.allYears}
                value={String(asked.year ?? '')}
                onChange={(year) => show({ year: year || undefined })}
                choices={yearsOf(sets, claims, asked.year).map((year) => ({
                  value: String(year),
                  title: String(year),
                }))}
                filter
              />
            </div>
            <p>
              <strong>{said.sum(sets.filter(({ struckWhy }) => struckWhy === null).length, named)}</strong>
            </p>
            {sets.length === 0 ? (
              <Empty>{said.empty}</Empty>
            ) : (
              <Sets rows={sets} onStrike={(set) => setDoing({ what: 'strike', set })} />
            )}
            {claims.length > 0 && <Claims rows={claims} />}
            {doing?.what === 'set' && <NewSet agencies={entering} onClose={close} />}
            {doing?.what === 'claim' && <NewClaim agencies={entering} onClose={close} />}
            {doing?.what === 'strike' && <Strike set={doing.set} onClose={close} />}
          </>
        )}
      </Answer>
    </div>
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

const Sets = ({
  rows,
  onStrike,
}: {
  readonly rows: readonly PolicySet[];
  readonly onStrike: (set: PolicySet) => void;
}) => (
  <Table
    caption={said.title}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
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
    ]}
  />
);

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

const choicesOf = (agencies: Named) => agencies.map(({ id, name }) => ({ value: String(id), title: name }));

function NewSet({ agencies, onClose }: { readonly agencies: Named; readonly onClose: () => void }) {
  const [typed, setTyped] = useState({
    ...{ agency: String(agencies[0]?.id ?? ''), title: '', measures: '', issuedOn: '', index: '' },
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(enterPolicySet, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { agency, title, measures, issuedOn, index } = typed;
    const body = { agencyId: Number(agency), title, measures: Number(measures), issuedOn, index: index.trim() || null };
    if (!send.isPending) send.mutate({ body });
  };
  return (
    <Dialog title={said.add} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={said.agency}
          value={typed.agency}
          onChange={(agency) => set({ agency })}
          choices={choicesOf(agencies)}
        />
        <TextField label={said.name} value={typed.title} onChange={(title) => set({ title })} maxLength={150} />
        <TextField
          label={said.measures}
          type="number"
          value={typed.measures}
          onChange={(measures) => set({ measures })}
        />
        <TextField label={said.on} type="date" value={typed.issuedOn} onChange={(issuedOn) => set({ issuedOn })} />
        <TextField
          label={said.index}
          value={typed.index}
          onChange={(index) => set({ index })}
          maxLength={100}
          optional
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </form>
    </Dialog>
  );
}

function NewClaim({ agencies, onClose }: { readonly agencies: Named; readonly onClose: () => void }) {
  const [typed, setTyped] = useState({
    ...{ agency: String(agencies[0]?.id ?? ''), year: '', words: '', least: '', source: '' },
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(enterPolicyClaim, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { agency, year, words, least, source } = typed;
    const body = { agencyId: Number(agency), year: Number(year), words, least: Number(least), source };
    if (!send.isPending) send.mutate({ body });
  };
  return (
    <Dialog title={said.claim} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={said.agency}
          value={typed.agency}
          onChange={(agency) => set({ agency })}
          choices={choicesOf(agencies)}
        />
        <TextField label={said.year} type="number" value={typed.year} onChange={(year) => set({ year })} />
        <TextField label={said.words} value={typed.words} onChange={(words) => set({ words })} maxLength={60} />
        <TextField label={said.least} type="number" value={typed.least} onChange={(least) => set({ least })} />
        <TextField label={said.source} value={typed.source} onChange={(source) => set({ source })} maxLength={200} />
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </form>
    </Dialog>
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
