import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, ChoiceField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { assignTicketCall, OFFICES } from '../wire.ts';
import { words } from './text.ts';

const { assign } = words;

/** A problem that somebody else has found goes to the agency that published it. */
export function AssignDialog({ onClose }: { readonly onClose: () => void }) {
  const [ref, setRef] = useState('');
  const [findings, setFindings] = useState('1');
  const [said, setSaid] = useState('');
  const [finder, setFinder] = useState<(typeof OFFICES)[number]>('province');
  const [places, setPlaces] = useState('');
  const send = useSend(assignTicketCall);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const listed = places.split('\n').map((place) => place.trim());
    send.mutate({
      body: {
        ref: ref.trim(),
        findings: Number(findings),
        words: said,
        finder,
        places: listed.filter((place) => place !== ''),
      },
    });
  };
  return (
    <Dialog title={assign.title} onClose={onClose}>
      {send.data ? (
        <div className="stack">
          <Notice tone="good">{assign.done(send.data.number)}</Notice>
          <Button onClick={onClose}>{assign.close}</Button>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <p className="soft">{assign.intro}</p>
          <TextField label={assign.ref} hint={assign.refHint} value={ref} onChange={setRef} maxLength={200} />
          <ChoiceField
            label={assign.finder}
            value={finder}
            onChange={(value) => setFinder(OFFICES.find((each) => each === value) ?? finder)}
            choices={titled(OFFICES, words.finders)}
          />
          <TextField label={assign.findings} value={findings} onChange={setFindings} type="number" />
          <AreaField label={assign.words} hint={assign.wordsHint} value={said} onChange={setSaid} rows={3} />
          <AreaField
            label={assign.places}
            hint={assign.placesHint}
            value={places}
            onChange={setPlaces}
            rows={3}
            maxLength={20_000}
            optional
          />
          {send.error && <Failed error={send.error} />}
          <Button kind="main" type="submit" busy={send.isPending}>
            {assign.send}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
