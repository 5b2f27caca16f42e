import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { ChoiceField, Field, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { CHECK_STATES, type CheckState } from '../contract.ts';
import { checkTitles, standingTitles } from '../text.ts';
import { checkPhotoCall, enterCheck, readChecks } from '../wire-checks.ts';
import './boards.css';
import { words } from './text.ts';

const { checks: text } = words;
type Checks = Output<typeof readChecks>;
type List = Checks['lists'][number];
type Item = List['items'][number];

/** One board, item by item: what is there, what is not, what nobody has looked at for long. */
export function Page({ params }: PageProps) {
  const key = params.key ?? '';
  const checks = useCall(readChecks, { params: { key } });
  const [chosen, setChosen] = useState<{ readonly list: string; readonly item: Item } | null>(null);
  return (
    <Answer of={checks} title={text.board}>
      {(found) => (
        <div className="stack">
          <h1>{`${found.board.name}：${text.board}`}</h1>
          <p className="soft">
            {`${found.board.place}。${text.recheck(found.recheckDays)} `}
            <Link to={`/boards/board/${key}`}>{text.back}</Link>
          </p>
          {found.lists.map((list) => (
            <ListPanel
              key={list.key}
              list={list}
              onEnter={found.mayCheck ? (item) => setChosen({ list: list.key, item }) : undefined}
            />
          ))}
          <Looks looks={found.looks} />
          {chosen && <EnterDialog board={key} list={chosen.list} item={chosen.item} onClose={() => setChosen(null)} />}
        </div>
      )}
    </Answer>
  );
}

const photoOf = (id: number): string => urlOf(checkPhotoCall, { params: { id } });

const ListPanel = ({
  list,
  onEnter,
}: {
  readonly list: List;
  readonly onEnter: ((item: Item) => void) | undefined;
}) => (
  <Panel title={list.name} aside={<span>{text.gapsOf(list.gaps)}</span>}>
    <Table
      caption={`${list.name}：${text.item}`}
      rows={list.items}
      keyOf={({ key }) => key}
      columns={[
        {
          title: text.item,
          cell: ({ name, group }) => (
            <>
              {name}
              <div className="soft">{group}</div>
            </>
          ),
        },
        {
          title: text.standing,
          cell: ({ standing, mark }) => (
            <>
              <span className={standing === 'met' || standing === 'not-applicable' ? 'tag good' : 'tag wrong'}>
                {standingTitles[standing]}
              </span>
              {mark !== null && mark.note !== '' && <div className="soft">{mark.note}</div>}
            </>
          ),
        },
        {
          title: text.on,
          cell: ({ mark, goodUntil }) =>
            mark && (
              <>
                <OnDay day={mark.on} />
                {goodUntil !== null && (
                  <div className="soft">
                    {text.goodUntil} <OnDay day={goodUntil} />
                  </div>
                )}
              </>
            ),
          minor: true,
        },
        {
          title: text.photoFile,
          cell: ({ mark, name }) =>
            mark?.hasPhoto && (
              <a href={photoOf(mark.id)} target="_blank" rel="noreferrer">
                <img className="check-photo" src={photoOf(mark.id)} alt={`${text.photoAlt}：${name}`} loading="lazy" />
              </a>
            ),
        },
        {
          title: text.enter,
          cell: (item) =>
            onEnter && (
              <Button kind="quiet" aria-label={`${text.enter}：${item.name}`} onClick={() => onEnter(item)}>
                {text.enter}
              </Button>
            ),
        },
      ]}
    />
  </Panel>
);

const Looks = ({ looks }: Pick<Checks, 'looks'>) => (
  <Panel title={text.looks}>
    {looks.length === 0 ? (
      <Empty>{text.noLooks}</Empty>
    ) : (
      <ul>
        {looks.map(({ id, on, item, state, note, hasPhoto }) => (
          <li key={id}>
            <OnDay day={on} /> {`${item}：${checkTitles[state]}`}
            {note !== '' && `（${note}）`} {hasPhoto && <a href={photoOf(id)}>{text.photo}</a>}
          </li>
        ))}
      </ul>
    )}
  </Panel>
);

function EnterDialog(props: {
  readonly board: string;
  readonly list: string;
  readonly item: Item;
  readonly onClose: () => void;
}) {
  const [state, setState] = useState<CheckState>('met');
  const [on, setOn] = useState<string>(legalDay(new Date()));
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<File | null>(null);
  const send = useSend(enterCheck, props.onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = new FormData();
    const fields = { list: props.list, item: props.item.key, state, note, on };
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    if (photo) body.append('photo', photo);
    send.mutate({ params: { key: props.board }, body });
  };
  return (
    <Dialog title={props.item.name} onClose={props.onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <ChoiceField
          label={text.state}
          value={state}
          onChange={(value) => setState(CHECK_STATES.find((each) => each === value) ?? 'met')}
          choices={titled(CHECK_STATES, checkTitles)}
        />
        <TextField label={text.on} type="date" value={on} onChange={setOn} />
        <Field label={text.photoFile} hint={text.photoHint} optional={state !== 'met'}>
          {(tied) => (
            <input
              {...tied}
              type="file"
              accept="image/jpeg,image/png"
              capture="environment"
              onChange={(event) => setPhoto(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <TextField
          label={text.note}
          hint={text.noteHint}
          value={note}
          onChange={setNote}
          maxLength={200}
          optional={state !== 'not-applicable'}
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}
