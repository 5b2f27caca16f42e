import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { findForGazette, type GazetteView } from '../gazette/contract.ts';
import { gazetteText } from '../gazette/text.ts';

const said = gazetteText.staff;
type Item = GazetteView['items'][number];

/** What an issue holds, in order; moved and taken out by buttons. */
export function ItemsTable({
  items,
  onChange: setItems,
}: {
  readonly items: readonly Item[];
  readonly onChange: (items: readonly Item[]) => void;
}) {
  const swap = (at: number, by: number): void => {
    const next = [...items];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    setItems(next);
  };
  return (
    <Table
      caption={gazetteText.contents}
      rows={items.map((item, at) => ({ ...item, at }))}
      keyOf={({ index }) => index}
      columns={[
        { title: said.part, cell: ({ part }) => part },
        { title: said.document, cell: ({ title }) => title },
        {
          title: said.order,
          cell: ({ at, title }) => (
            <span className="row">
              <Button kind="quiet" disabled={at === 0} aria-label={`${said.up}：${title}`} onClick={() => swap(at, -1)}>
                {said.up}
              </Button>
              <Button
                kind="quiet"
                disabled={at === items.length - 1}
                aria-label={`${said.down}：${title}`}
                onClick={() => swap(at, 1)}
              >
                {said.down}
              </Button>
              <Button
                kind="quiet"
                aria-label={`${said.remove}：${title}`}
                onClick={() => setItems(items.filter((_, i) => i !== at))}
              >
                {said.remove}
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}

/** Published documents, found by words, to be taken in. */
export function Finder(props: { readonly has: ReadonlySet<string>; readonly onAdd: (item: Item) => void }) {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [part, setPart] = useState<string>(gazetteText.parts[1]);
  const found = useCall(findForGazette, { query: { q } }, { enabled: q !== '' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setQ(typed.trim());
  };
  return (
    <Panel title={said.add}>
      <form className="row" onSubmit={submit}>
        <TextField label={said.find} value={typed} onChange={setTyped} />
        <SelectField
          label={said.part}
          value={part}
          onChange={setPart}
          choices={gazetteText.parts.map((title) => ({ value: title, title }))}
        />
        <Button type="submit">{said.search}</Button>
      </form>
      {q !== '' && (
        <Answer of={found}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty>{said.nothing}</Empty>
            ) : (
              <Table
                caption={said.found}
                rows={rows}
                keyOf={({ index }) => index}
                columns={[
                  { title: said.document, cell: ({ title }) => title },
                  { title: said.agency, cell: ({ agency }) => agency, minor: true },
                  { title: gazetteText.paper.date, cell: ({ on }) => on, minor: true },
                  {
                    title: said.add,
                    cell: ({ index, title }) => (
                      <Button
                        kind="quiet"
                        disabled={props.has.has(index)}
                        aria-label={`${said.add}：${title}`}
                        onClick={() => props.onAdd({ index, title, part })}
                      >
                        {said.add}
                      </Button>
                    ),
                  },
                ]}
              />
            )
          }
        </Answer>
      )}
    </Panel>
  );
}
