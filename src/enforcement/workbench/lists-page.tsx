import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { filterIn, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Chips, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { PARTS, type Part } from '../contract.ts';
import { endListEntry, type ListEntry, readList } from '../wire.ts';
import { EntryForm } from './entry-form.tsx';
import { kindTitles, natureTitles, officerStates, words } from './text.ts';

const { lists: text } = words;
const PATH = '/enforcement/lists';
type Editing = { readonly entry: ListEntry | null } | null;

/** Organs, certificates, powers and benchmarks, as they are in force. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { part: oneOf(PARTS, 'subjects'), q: typed });
  const { part, q } = filter.asked;
  const [editing, setEditing] = useState<Editing>(null);
  const [ending, setEnding] = useState<ListEntry | null>(null);
  const list = useList(readList, (after) => ({ params: { part }, query: { q, after } }));
  const agencies = list.first?.agencies ?? [];
  return (
    <ListScreen
      title={text.title}
      acts={
        <Button kind="main" onClick={() => setEditing({ entry: null })}>
          {text.add[part]}
        </Button>
      }
      chips={<Chips filter={filter} by="part" label={text.title} values={PARTS} titles={text.parts} />}
      filters={<Find filter={filter} by="q" label={words.find} />}
      sums={list.first && <p>{text.total(list.first.total)}</p>}
      filter={{ isNarrowed: q !== undefined, clear: () => filter.put('q', undefined) }}
      list={list}
      empty={text.empty}
      show={(entries) => (
        <Rows
          part={part}
          entries={entries}
          kept={new Set(agencies.map(({ id }) => id))}
          onEdit={(entry) => setEditing({ entry })}
          onEnd={setEnding}
        />
      )}
    >
      {editing && list.first && (
        <Dialog title={text.add[part]} wide onClose={() => setEditing(null)}>
          <EntryForm part={part} agencies={agencies} entry={editing.entry} onDone={() => setEditing(null)} />
        </Dialog>
      )}
      {ending && <End part={part} entry={ending} onDone={() => setEnding(null)} />}
    </ListScreen>
  );
}

function End({ part, entry, onDone }: { readonly part: Part; readonly entry: ListEntry; readonly onDone: () => void }) {
  const send = useSend(endListEntry, onDone);
  return (
    <Dialog title={text.endTitle} onClose={onDone}>
      <p>{nameOf(entry)}</p>
      <p className="soft">{text.endHint}</p>
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button
          kind="danger"
          busy={send.isPending}
          onClick={() => send.mutate({ params: { part }, body: { key: entry.key, seen: entry.version } })}
        >
          {text.end}
        </Button>
      </div>
    </Dialog>
  );
}

const nameOf = ({ key, agency, officer, power, benchmark }: ListEntry): string => {
  if (officer) return `${officer.name}（${key}）`;
  return power?.name ?? benchmark?.name ?? agency;
};

function detailsOf({ subject, officer, power, benchmark }: ListEntry): string {
  if (subject) return `${natureTitles[subject.nature]}　${subject.scope}`;
  if (officer)
    return `${officer.field}　${officerStates[officer.state]}　${text.fields.validUntil} ${officer.validUntil}`;
  if (power) return `${kindTitles[power.kind]}　${power.basis}`;
  return benchmark ? `${benchmark.document || benchmark.basis}　${benchmark.steps.length}` : '';
}

const Rows = ({
  part,
  entries,
  kept,
  onEdit,
  onEnd,
}: {
  readonly part: Part;
  readonly entries: readonly ListEntry[];
  readonly kept: ReadonlySet<number>;
  readonly onEdit: (entry: ListEntry) => void;
  readonly onEnd: (entry: ListEntry) => void;
}) => (
  <Table
    caption={text.parts[part]}
    rows={entries}
    keyOf={({ key }) => key}
    columns={[
      {
        title: text.fields.name,
        cell: (entry) => (
          <>
            {nameOf(entry)}
            <div className="soft">{detailsOf(entry)}</div>
          </>
        ),
      },
      { title: words.agency, cell: ({ agency }) => agency, minor: true },
      { title: text.since, cell: ({ since }) => <OnDay day={since} />, minor: true },
      {
        title: text.edit,
        cell: (entry) =>
          kept.has(entry.agencyId) && (
            <span className="row">
              <Button kind="quiet" aria-label={`${text.edit} ${nameOf(entry)}`} onClick={() => onEdit(entry)}>
                {text.edit}
              </Button>
              <Button kind="quiet" aria-label={`${text.end} ${nameOf(entry)}`} onClick={() => onEnd(entry)}>
                {text.end}
              </Button>
            </span>
          ),
      },
    ]}
  />
);
