import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MismatchRow, readMismatch, settleMismatch } from '../contract.ts';
import { text } from '../text.ts';

const said = text.ticket;

/** One mismatch: what is said where, what mends it, and why it needs none. */
export function Page({ params }: PageProps) {
  const found = useCall(readMismatch, { params: { id: Number(params.id) } });
  return (
    <Answer of={found}>
      {(one) => (
        <div className="stack">
          <h1>{`${said.title} ${one.number}`}</h1>
          <Panel title={text.codes[one.code].title} aside={<span>{stateTitle(one.state)}</span>}>
            <Facts
              facts={[
                [said.item, one.title],
                one.index === null ? null : [said.index, one.index],
                [text.page.agency, one.agency],
                [said.channel, text.channels[one.channel]],
                [
                  said.place,
                  one.place.startsWith('/') && !one.place.includes(' ') ? (
                    <a key="0" href={one.place}>
                      {one.place}
                    </a>
                  ) : (
                    one.place
                  ),
                ],
                [said.shown, one.shown ?? '—'],
                [said.stored, one.stored ?? '—'],
                [said.seen, <At key="1" at={one.seenAt} />],
                one.dueOn === null ? null : [text.page.columns.due, <OnDay key="2" day={one.dueOn} />],
                [said.mend, text.codes[one.code].mend],
                one.words === null ? null : [text.states.settled, one.words],
              ]}
            />
          </Panel>
          {one.maySettle ? <Settle of={one} /> : <p className="soft">{said.none}</p>}
        </div>
      )}
    </Answer>
  );
}

const stateTitle = (state: string): string => Object.entries(text.states).find(([key]) => key === state)?.[1] ?? state;

function Settle({ of }: { readonly of: MismatchRow }) {
  const [words, setWords] = useState('');
  const settle = useSend(settleMismatch);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!settle.isPending) settle.mutate({ params: { id: of.id }, body: { seenSeq: of.seq, words } });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      {settle.error && <Failed error={settle.error} />}
      <p className="soft">{said.hint}</p>
      <AreaField label={said.words} value={words} onChange={setWords} maxLength={2000} />
      <div className="row">
        <Button kind="main" type="submit" busy={settle.isPending}>
          {said.settle}
        </Button>
      </div>
    </form>
  );
}
