import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { staffText as text } from '../staff/text.ts';
import { enterQualification, listStaff, putQualificationRule } from '../staff/wire.ts';

type View = Output<typeof listStaff>;
type Agency = View['agencies'][number];
type Person = Agency['people'][number];
const GOOD = ['valid', 'ending'];

/** Who writes and publishes: what is on whose desk, who stands in, who may. */
export function Page({ query }: PageProps) {
  const after = query.get('after') ?? undefined;
  const agency = query.get('agency') ?? undefined;
  const staff = useCall(listStaff, { query: { after, agency } }, { keep: true });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: '/disclosure/staff' }, { query: next }));
  const [chosen, setChosen] = useState<{ readonly person: Person; readonly mayQualify: boolean } | null>(null);
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        <Link to="/delegations">{text.delegate}</Link>
      </header>
      <p className="soft">{text.intro}</p>
      <Answer of={staff}>
        {({ agencies, rule, mayRule, next, choices }) => (
          <>
            {mayRule && <Rule key={JSON.stringify(rule)} rule={rule} />}
            {choices.length > 1 && (
              <SelectField
                label={text.agency}
                blank={text.anyAgency}
                value={agency ?? ''}
                onChange={(value) => show({ agency: value || undefined })}
                choices={choicesOf(choices)}
                filter
              />
            )}
            {agencies.length === 0 && <Empty>{text.empty}</Empty>}
            {agencies.map((agency) => (
              <AgencyPanel
                key={agency.id}
                agency={agency}
                onOpen={(person) => setChosen({ person, mayQualify: agency.mayQualify })}
              />
            ))}
            {next !== null && <Button onClick={() => show({ after: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
      {chosen && <PersonDialog {...chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}

const AgencyPanel = ({ agency, onOpen }: { readonly agency: Agency; readonly onOpen: (person: Person) => void }) => (
  <Panel title={agency.name}>
    {agency.able < 2 && <Notice tone="warn">{agency.able === 1 ? text.alone : text.nobody}</Notice>}
    <Table
      caption={`${agency.name}：${text.table}`}
      rows={agency.people}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.person,
          cell: ({ name, roles, actsFor }) => (
            <>
              {name}
              <div className="soft">
                {roles.length === 0 ? text.former : roles.map((role) => text.roles[role] ?? role).join('、')}
                {actsFor.map(({ name: giver, until }) => (
                  <div key={giver}>{text.actsFor(giver, until)}</div>
                ))}
              </div>
            </>
          ),
        },
        { title: text.columns.drafting, cell: ({ drafting }) => drafting, right: true },
        { title: text.columns.underReview, cell: ({ underReview }) => underReview, right: true, minor: true },
        { title: text.columns.feedback, cell: ({ feedback }) => feedback, right: true, minor: true },
        {
          title: text.columns.late,
          cell: ({ late }) => (late > 0 ? <span className="tag wrong">{late}</span> : late),
          right: true,
        },
        { title: text.columns.next, cell: ({ nextDue }) => nextDue && <OnDay day={nextDue} />, minor: true },
        {
          title: text.columns.qualification,
          cell: (person) => (
            <span className="row">
              <span className={GOOD.includes(person.standing) ? 'tag' : 'tag wrong'}>
                {text.standings[person.standing]}
              </span>
              <Button kind="quiet" aria-label={`${text.history}：${person.name}`} onClick={() => onOpen(person)}>
                {text.history}
              </Button>
            </span>
          ),
        },
      ]}
    />
  </Panel>
);

function Rule({ rule }: Pick<View, 'rule'>) {
  const [required, setRequired] = useState(rule.required);
  const [warnDays, setWarnDays] = useState(String(rule.warnDays));
  const put = useSend(putQualificationRule);
  const changed = required !== rule.required || warnDays !== String(rule.warnDays);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    put.mutate({ body: { required, warnDays: Number(warnDays) } });
  };
  return (
    <Panel title={text.rule}>
      <form className="stack tight" onSubmit={submit}>
        <p className="hint">{text.ruleIntro}</p>
        <CheckField label={text.required} value={required} onChange={setRequired} />
        <TextField
          label={text.warnDays}
          inputMode="numeric"
          value={warnDays}
          onChange={(typed) => setWarnDays(typed.replaceAll(/\D/gu, ''))}
          maxLength={3}
        />
        {put.error && <Failed error={put.error} />}
        <div className="row">
          <Button kind={changed ? 'main' : 'plain'} type="submit" busy={put.isPending} disabled={!changed}>
            {text.saveRule}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const KINDS = ['training', 'exam', 'revoked'] as const;

function PersonDialog(props: { readonly person: Person; readonly mayQualify: boolean; readonly onClose: () => void }) {
  const { person, mayQualify, onClose } = props;
  return (
    <Dialog title={`${person.name}：${text.history}`} onClose={onClose}>
      {person.lines.length === 0 ? (
        <Empty>{text.noHistory}</Empty>
      ) : (
        <ul>
          {person.lines.map((line) => (
            <li key={line.id}>
              <OnDay day={line.passedOn} /> {`${text.kinds[line.kind]}：${line.title}`}
              {line.score !== null && ` ${line.score}`}
              {line.kind !== 'revoked' && `，${text.until(line.validUntil)}`}
              {line.note !== '' && `（${line.note}）`}
            </li>
          ))}
        </ul>
      )}
      {mayQualify && <EnterForm person={person} onDone={onClose} />}
    </Dialog>
  );
}

function EnterForm({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const today = legalDay(new Date());
  const [typed, setTyped] = useState({
    kind: 'training' as (typeof KINDS)[number],
    title: '',
    score: '',
    passedOn: today,
    validUntil: `${Number(today.slice(0, 4)) + 1}-12-31`,
    note: '',
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(enterQualification, onDone);
  const isRevoking = typed.kind === 'revoked';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const score = typed.kind === 'exam' && typed.score !== '' ? Number(typed.score) : null;
    send.mutate({ params: { id: person.id }, body: { ...typed, score } });
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      <h3>{text.enter}</h3>
      {send.error && <Failed error={send.error} />}
      <SelectField
        label={text.kind}
        value={typed.kind}
        onChange={(value) => set({ kind: KINDS.find((kind) => kind === value) ?? 'training' })}
        choices={titled(KINDS, text.kinds)}
      />
      <TextField
        label={isRevoking ? text.reason : text.name}
        value={typed.title}
        onChange={(title) => set({ title })}
        maxLength={100}
      />
      {typed.kind === 'exam' && (
        <TextField
          label={text.score}
          inputMode="numeric"
          value={typed.score}
          onChange={(score) => set({ score: score.replaceAll(/\D/gu, '') })}
          maxLength={3}
        />
      )}
      <TextField
        label={isRevoking ? text.revokedOn : text.passedOn}
        type="date"
        value={typed.passedOn}
        onChange={(passedOn) => set({ passedOn })}
      />
      {!isRevoking && (
        <TextField
          label={text.validUntil}
          type="date"
          value={typed.validUntil}
          onChange={(validUntil) => set({ validUntil })}
        />
      )}
      <TextField label={text.note} value={typed.note} onChange={(note) => set({ note })} maxLength={200} optional />
      <Button kind="main" type="submit" busy={send.isPending}>
        {text.save}
      </Button>
    </form>
  );
}
