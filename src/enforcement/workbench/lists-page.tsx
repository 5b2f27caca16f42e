import { useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { PARTS, type Part } from '../contract.ts';
import { endListEntry, type ListEntry, readList } from '../wire.ts';
import { EntryForm } from './entry-form.tsx';
import { kindTitles, natureTitles, officerStates, words } from './text.ts';

const { lists: text } = words;
const PATH = '/enforcement/lists';
type Editing = { readonly entry: ListEntry | null } | null;

/** Organs, certificates, powers and benchmarks, as they are in force. */
export function Page({ query }: PageProps) {
  const part = PARTS.find((each) => each === query.get('part')) ?? 'subjects';
  const q = query.get('q') || undefined;
  const [editing, setEditing] = useState<Editing>(null);
  const [ending, setEnding] = useState<ListEntry | null>(null);
  const found = useCall(readList, { params: { part }, query: { q } }, { keep: true });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { part, q, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        <Button kind="main" onClick={() => setEditing({ entry: null })}>
          {text.add[part]}
        </Button>
      </header>
      <div className="chips" role="group" aria-label={text.title}>
        {PARTS.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={part === each}
            onClick={() => show({ part: each, q: undefined })}
          >
            {text.parts[each]}
          </button>
        ))}
      </div>
      <FindForm key={part} q={q ?? ''} label={words.find} onFind={(typed) => show({ q: typed })} />
      <Answer of={found}>
        {({ entries, agencies, total }) => {
          const kept = new Set(agencies.map(({ id }) => id));
          return (
            <>
              <p>
                {text.total(total)}
                {total > entries.length && text.shownOnly(entries.length)}
              </p>
              {entries.length === 0 ? (
                <Empty>{text.empty}</Empty>
              ) : (
                <Rows
                  part={part}
                  entries={entries}
                  kept={kept}
                  onEdit={(entry) => setEditing({ entry })}
                  onEnd={setEnding}
                />
              )}
              {editing && (
                <Dialog title={text.add[part]} wide onClose={() => setEditing(null)}>
                  <EntryForm part={part} agencies={agencies} entry={editing.entry} onDone={() => setEditing(null)} />
                </Dialog>
              )}
            </>
          );
        }}
      </Answer>
      {ending && <End part={part} entry={ending} onDone={() => setEnding(null)} />}
    </div>
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
  <div className="panel flush">
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
  </div>
);
