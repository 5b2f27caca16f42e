import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, everyTitled } from '../../workbench/kit/choices.ts';
import { AreaField, ChoiceField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Link } from '../../workbench/router.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { recordConsultation } from './endpoints.ts';
import { useOwnAgencies } from './intake/own-agencies.ts';
import { words } from './text.ts';

/** Somebody asked how something is done; the agency first asked owns the question. */
export function Page() {
  const agencies = useOwnAgencies('window-clerk');
  const [agency, setAgency] = useState<string | null>(null);
  const [channel, setChannel] = useState('window');
  const [question, setQuestion] = useState('');
  const [answer, setAnswer] = useState('');
  const send = useSend(recordConsultation, () => {
    setQuestion('');
    setAnswer('');
  });
  const chosen = agency ?? String(agencies[0]?.id ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const answered = answer.trim() === '' ? {} : { answer };
    send.mutate({
      body: { agencyId: Number(chosen), channel: channel === 'phone' ? 'phone' : 'window', question, ...answered },
    });
  };
  const { consultation } = words;
  return (
    <div className="stack">
      <header>
        <h1>{consultation.title}</h1>
      </header>
      <p className="soft">{consultation.intro}</p>
      {send.data && (
        <Notice tone="good">
          {consultation.done} <Link to={`/cases/${send.data.id}`}>{send.data.number}</Link>
        </Notice>
      )}
      <form className="panel stack" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        {agencies.length > 1 && (
          <SelectField label={words.intake.agency} value={chosen} onChange={setAgency} choices={choicesOf(agencies)} />
        )}
        <ChoiceField
          label={consultation.channel}
          value={channel}
          onChange={setChannel}
          choices={everyTitled(consultation.channels)}
        />
        <AreaField label={consultation.question} value={question} onChange={setQuestion} />
        <AreaField label={consultation.answer} value={answer} onChange={setAnswer} maxLength={4000} optional />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {consultation.submit}
          </Button>
        </div>
      </form>
    </div>
  );
}
