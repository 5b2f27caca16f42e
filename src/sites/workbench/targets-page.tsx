import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf } from '../../workbench/kit/choices.ts';
import { legalDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { addTarget, noteDelivery, readTargets, type Target } from '../targets/contract.ts';
import { targetText as said } from '../targets/text.ts';

/** How much was published where, and what was published outside the city's own sites. */
export function Page() {
  const today = legalDay(new Date());
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today);
  const [agency, setAgency] = useState('');
  const query = { from, to, ...(agency === '' ? {} : { agency: Number(agency) }) };
  const found = useCall(readTargets, { query }, { keep: true });
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <Answer of={found}>
        {({ counts, total, targets, agencies, mayAdd }) => (
          <>
            <div className="row">
              <TextField type="date" label={said.from} value={from} onChange={setFrom} />
              <TextField type="date" label={said.to} value={to} onChange={setTo} />
              {agencies.length > 1 && (
                <SelectField
                  label={said.agency}
                  value={agency}
                  onChange={setAgency}
                  filter
                  choices={[{ value: '', title: said.all }, ...choicesOf(agencies)]}
                />
              )}
            </div>
            <Panel title={`${said.total} ${total}`}>
              {counts.length === 0 ? (
                <Empty>{said.none}</Empty>
              ) : (
                <Table
                  caption={said.title}
                  rows={counts}
                  keyOf={({ key, kind }) => `${kind} ${key}`}
                  columns={[
                    { title: said.channel, cell: ({ name }) => name },
                    { title: said.kind, cell: ({ kind }) => said.kinds[kind] ?? kind },
                    { title: said.count, cell: ({ count }) => count, right: true },
                  ]}
                />
              )}
            </Panel>
            {targets.length > 0 && <Delivery targets={targets} agencies={agencies} today={today} />}
            {mayAdd && <NewTarget />}
          </>
        )}
      </Answer>
    </div>
  );
}

function Delivery(props: {
  readonly targets: readonly Target[];
  readonly agencies: readonly { id: number; name: string }[];
  readonly today: string;
}) {
  const [key, setKey] = useState(props.targets[0]?.key ?? '');
  const [agency, setAgency] = useState(String(props.agencies[0]?.id ?? ''));
  const [title, setTitle] = useState('');
  const [index, setIndex] = useState('');
  const [on, setOn] = useState(props.today);
  const [receipt, setReceipt] = useState('');
  const send = useSend(noteDelivery, () => {
    setTitle('');
    setIndex('');
    setReceipt('');
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const given = { ...(index === '' ? {} : { index }), ...(receipt === '' ? {} : { receipt }) };
    send.mutate({ params: { key }, body: { agencyId: Number(agency), title, on, ...given } });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <h2>{said.note}</h2>
      {send.error && <Failed error={send.error} />}
      {send.isSuccess && title === '' && <Notice tone="good">{said.saved}</Notice>}
      <SelectField
        label={said.channel}
        value={key}
        onChange={setKey}
        choices={props.targets.map((target) => ({ value: target.key, title: target.name }))}
      />
      {props.agencies.length > 1 && (
        <SelectField label={said.agency} value={agency} onChange={setAgency} choices={choicesOf(props.agencies)} />
      )}
      <TextField label={said.what} value={title} onChange={setTitle} />
      <TextField label={said.index} value={index} onChange={setIndex} optional />
      <TextField type="date" label={said.on} value={on} onChange={setOn} />
      <TextField label={said.receipt} value={receipt} onChange={setReceipt} optional />
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </div>
    </form>
  );
}

function NewTarget() {
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState('external');
  const send = useSend(addTarget, () => {
    setKey('');
    setName('');
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ body: { key, name, kind: kind === 'board' ? 'board' : 'external' } });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <h2>{said.add}</h2>
      {send.error && <Failed error={send.error} />}
      <TextField label={said.key} value={key} onChange={setKey} />
      <TextField label={said.name} value={name} onChange={setName} />
      <SelectField
        label={said.kind}
        value={kind}
        onChange={setKind}
        choices={(['external', 'board'] as const).map((value) => ({ value, title: said.kinds[value] ?? value }))}
      />
      <div className="row">
        <Button type="submit" busy={send.isPending}>
          {said.addIt}
        </Button>
      </div>
    </form>
  );
}
