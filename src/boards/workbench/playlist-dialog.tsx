import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { Slot } from '../contract.ts';
import { type listPlaylists, putPlaylistCall } from '../wire-screens.ts';
import { Picker } from './picker.tsx';
import { words } from './text.ts';
import { useAgencies } from './use-agencies.ts';

const { screens: text } = words;
type Known = Output<typeof listPlaylists>['rows'][number];
type Typed = { readonly slot: Slot; readonly title: string };

const always = { seconds: 20, weekdays: [], from: null, until: null, firstDay: null, lastDay: null };
const finished: Typed = {
  slot: { ...always, source: { kind: 'finished', ref: 'finished' } },
  title: text.finished,
};

/** A playlist with when each of its slots is shown. */
export function PlaylistDialog({
  known,
  onClose,
}: {
  readonly known?: Known | undefined;
  readonly onClose: () => void;
}) {
  const agencies = useAgencies();
  const [name, setName] = useState(known?.name ?? '');
  const [agency, setAgency] = useState(known ? String(known.agencyId) : '');
  const [slots, setSlots] = useState<readonly Typed[]>(
    known?.slots.map((slot, place) => ({
      slot,
      title: slot.source.kind === 'finished' ? text.finished : (known.titles[place] ?? text.noLonger(slot.source.ref)),
    })) ?? [],
  );
  const send = useSend(putPlaylistCall, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const playlist = { name, agencyId: Number(agency), slots: slots.map(({ slot }) => slot) };
    send.mutate({ body: { ...(known ? { key: known.key } : {}), playlist } });
  };
  const put = (place: number, part: Partial<Slot>): void =>
    setSlots(slots.map((each, i) => (i === place ? { ...each, slot: { ...each.slot, ...part } } : each)));
  return (
    <Dialog title={known ? words.boards.change : text.addPlaylist} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <div className="row">
          <TextField label={text.playlistName} value={name} onChange={setName} maxLength={60} />
          <SelectField label={text.agency} blank="" value={agency} onChange={setAgency} choices={agencies} />
        </div>
        <ol className="stack tight">
          {slots.map(({ slot, title }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same text may be shown twice
            <li key={i}>
              <strong>{title}</strong>{' '}
              <Button kind="quiet" onClick={() => setSlots(slots.filter((_, at) => at !== i))}>
                {words.picker.remove}
              </Button>
              <When slot={slot} onChange={(part) => put(i, part)} />
            </li>
          ))}
        </ol>
        <div className="row">
          <Button onClick={() => setSlots([...slots, finished])}>{text.addFinished}</Button>
          <Button kind="main" type="submit" busy={send.isPending} disabled={slots.length === 0}>
            {text.save}
          </Button>
        </div>
      </form>
      <Picker
        chosen={[]}
        onChange={([row]) =>
          row &&
          setSlots([...slots, { title: row.title, slot: { ...always, source: { kind: row.kind, ref: row.ref } } }])
        }
      />
    </Dialog>
  );
}

function When({ slot, onChange }: { readonly slot: Slot; readonly onChange: (part: Partial<Slot>) => void }) {
  const clock = (value: string): string | null => (/^\d\d:\d\d$/u.test(value) ? value : null);
  return (
    <div className="row">
      <TextField
        label={text.seconds}
        type="number"
        value={String(slot.seconds)}
        onChange={(seconds) => onChange({ seconds: Number(seconds) })}
      />
      <TextField
        label={text.from}
        value={slot.from ?? ''}
        onChange={(value) => onChange({ from: clock(value) ?? (value === '' ? null : value) })}
        maxLength={5}
        filter
      />
      <TextField
        label={text.to}
        value={slot.until ?? ''}
        onChange={(value) => onChange({ until: clock(value) ?? (value === '' ? null : value) })}
        maxLength={5}
        filter
      />
      <TextField
        label={text.firstDay}
        type="date"
        value={slot.firstDay ?? ''}
        onChange={(value) => onChange({ firstDay: value || null })}
        filter
      />
      <TextField
        label={text.lastDay}
        type="date"
        value={slot.lastDay ?? ''}
        onChange={(value) => onChange({ lastDay: value || null })}
        filter
      />
      <fieldset className="row">
        <legend>{text.weekdays}</legend>
        {text.weekdayNames.map((name, i) => (
          <CheckField
            key={name}
            label={name}
            value={slot.weekdays.includes(i + 1)}
            onChange={(on) =>
              onChange({ weekdays: on ? [...slot.weekdays, i + 1] : slot.weekdays.filter((day) => day !== i + 1) })
            }
          />
        ))}
      </fieldset>
    </div>
  );
}
