import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { evaluationText } from '../evaluation/text.ts';
import { FAULTS, type Fault, noteEvaluation, ORGANISED, readEvaluations } from '../evaluation/wire.ts';

const { panel: text, sources, faults: faultTitles, form } = evaluationText;
type View = Output<typeof readEvaluations>;

/** The third gate of one publication: what visitors and those asked think of it. */
export function EvaluationPanel({ id }: { readonly id: number }) {
  const found = useCall(readEvaluations, { params: { id } });
  const [noting, setNoting] = useState(false);
  return (
    <Answer of={found}>
      {(view) =>
        view.open && (
          <Panel
            title={text.title}
            aside={
              view.mayNote && (
                <Button kind="plain" onClick={() => setNoting(true)}>
                  {text.note}
                </Button>
              )
            }
          >
            <p className="soft">{text.intro}</p>
            <Visitors visitors={view.visitors} />
            {view.rows.length > 0 && <Organised rows={view.rows} />}
            {noting && <Noting id={id} onClose={() => setNoting(false)} />}
          </Panel>
        )
      }
    </Answer>
  );
}

function Visitors({ visitors }: Pick<View, 'visitors'>) {
  const people = visitors.good + visitors.fair + visitors.poor;
  if (people === 0) return <p>{text.none}</p>;
  return (
    <>
      <p>
        {text.visitors(people)}：{form.counted(visitors)}。
      </p>
      {visitors.faults.length > 0 && (
        <p>{visitors.faults.map(({ fault, count }) => `${faultTitles[fault]} ${count}`).join('，')}</p>
      )}
    </>
  );
}

const Organised = ({ rows }: Pick<View, 'rows'>) => (
  <Table
    caption={text.table}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      { title: text.columns.source, cell: ({ source }) => sources[source] },
      { title: text.columns.on, cell: ({ onDay }) => <OnDay day={onDay} /> },
      { title: text.columns.counts, cell: (row) => form.counted(row) },
      { title: text.columns.faults, cell: ({ faults }) => faults.map((each) => faultTitles[each]).join('、') },
      { title: text.columns.words, cell: ({ words }) => words !== null && <span className="written">{words}</span> },
      { title: text.columns.by, cell: ({ by }) => by, minor: true },
    ]}
  />
);

const COUNT = /^\d{0,7}$/u;

function Noting({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const [source, setSource] = useState<(typeof ORGANISED)[number]>('served');
  const [typed, setTyped] = useState({ onDay: legalDay(new Date()), good: '', fair: '', poor: '', words: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(noteEvaluation, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const { onDay, words } = typed;
    const counts = { good: Number(typed.good), fair: Number(typed.fair), poor: Number(typed.poor) };
    send.mutate({ params: { id }, body: { source, onDay, ...counts, faults: [...faults], words } });
  };
  const hasPoor = Number(typed.poor) > 0;
  return (
    <Dialog title={text.note} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={text.fields.source}
          value={source}
          onChange={(value) => setSource(ORGANISED.find((each) => each === value) ?? 'served')}
          choices={ORGANISED.map((value) => ({ value, title: sources[value] }))}
        />
        <TextField label={text.fields.on} type="date" value={typed.onDay} onChange={(onDay) => set({ onDay })} />
        <div className="row">
          {(['good', 'fair', 'poor'] as const).map((which) => (
            <TextField
              key={which}
              label={text.fields[which]}
              type="number"
              inputMode="numeric"
              value={typed[which]}
              onChange={(value) => COUNT.test(value) && set({ [which]: value })}
              optional
            />
          ))}
        </div>
        <fieldset className="field">
          <legend>{text.fields.faults}</legend>
          <div className="row">
            {FAULTS.map((fault) => (
              <CheckField
                key={fault}
                label={faultTitles[fault]}
                value={faults.includes(fault)}
                onChange={(on) => setFaults(on ? [...faults, fault] : faults.filter((each) => each !== fault))}
              />
            ))}
          </div>
        </fieldset>
        <AreaField
          label={text.fields.words}
          hint={text.fields.wordsHint}
          value={typed.words}
          onChange={(words) => set({ words })}
          rows={3}
          maxLength={2000}
          optional={!hasPoor}
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}
