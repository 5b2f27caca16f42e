import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { AreaField, CheckField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { MatterView } from '../../workbench-api/contract.ts';
import { actOnIncident, GRADES, Grade } from '../contract.ts';
import { words } from './text.ts';

const text = words.incidents;
const Act = actOnIncident.params.shape.act;
type Act = ReturnType<typeof Act.parse>;

/** The steps that may be taken now; each says what was done. */
export function IncidentActs({ view, personalData }: { readonly view: MatterView; readonly personalData: boolean }) {
  const acts = view.acts.flatMap(({ act, title }) => {
    const known = Act.safeParse(act);
    // Whose data got out is told only when there was any.
    return known.success && (known.data !== 'notify' || personalData) ? [{ act: known.data, title }] : [];
  });
  if (acts.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <div className="stack">
      {acts.map(({ act, title }) =>
        act === 'grade' || act === 'regrade' ? (
          <Grading key={act} view={view} act={act} title={title} personalData={personalData} />
        ) : (
          <Telling key={act} view={view} act={act} title={title} />
        ),
      )}
    </div>
  );
}

type Props = { readonly view: MatterView; readonly act: Act; readonly title: string };

function Telling({ view, act, title }: Props) {
  const [note, setNote] = useState('');
  const send = useSend(actOnIncident);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (!send.isPending) send.mutate({ params: { id: view.id, act }, body: { seenSeq: view.seq, note } });
      }}
    >
      {send.error && <Failed error={send.error} />}
      <AreaField label={text.fields[act] ?? title} value={note} onChange={setNote} rows={3} />
      <div className="row">
        <Button kind={act === 'dismiss' ? 'danger' : 'main'} type="submit" busy={send.isPending}>
          {title}
        </Button>
      </div>
    </form>
  );
}

function Grading({ view, act, title, personalData: before }: Props & { readonly personalData: boolean }) {
  const [grade, setGrade] = useState<Grade>('IV');
  const [personalData, setPersonalData] = useState(before);
  const send = useSend(actOnIncident);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (send.isPending) return;
        send.mutate({ params: { id: view.id, act }, body: { seenSeq: view.seq, grade, personalData } });
      }}
    >
      {send.error && <Failed error={send.error} />}
      <SelectField
        label={text.gradeField}
        value={grade}
        onChange={(value) => setGrade(Grade.parse(value))}
        choices={titled(GRADES, text.grades)}
      />
      <CheckField label={text.personal} value={personalData} onChange={setPersonalData} />
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {title}
        </Button>
      </div>
    </form>
  );
}
