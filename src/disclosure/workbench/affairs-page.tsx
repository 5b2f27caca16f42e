import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, flag, oneOf } from '../../workbench/kit/list/filter.ts';
import { Choose, Tick } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { STAGES } from '../contract.ts';
import { listAffairs, openAffairCall } from '../wire-scope.ts';
import { useAgencies } from './own-agencies.ts';
import { scopeWords } from './scope-text.ts';
import { words } from './text.ts';

const { affairs: text, stages } = scopeWords;
const KINDS = ['ordinary', 'superior-decision'] as const;
type Found = Output<typeof listAffairs>;

/** Of each matter, what was told and what is missing: basis, procedure, process, result. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/disclosure/affairs', { kind: oneOf(KINDS), wanting: flag });
  const list = useList(listAffairs, (before) => ({ query: { ...filter.asked, before } }));
  const mayOpen = usePermission('disclosure.draft');
  const [opening, setOpening] = useState(false);
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        mayOpen && (
          <Button kind="main" onClick={() => setOpening(true)}>
            {text.open}
          </Button>
        )
      }
      filters={
        <>
          <Choose filter={filter} by="kind" label={text.kind} choices={titled(KINDS, text.kinds)} />
          <Tick filter={filter} by="wanting" label={text.wanting} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              {row.title} <span className="tag">{text.kinds[row.kind]}</span>
              <div className="soft">{row.basis}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        ...STAGES.map((stage) => ({
          title: stages[stage],
          cell: ({ told }: Found['rows'][number]) =>
            told[stage] === 0 ? (
              <span className="tag wrong">{text.none}</span>
            ) : (
              <span className="soft">{text.count(told[stage])}</span>
            ),
        })),
      ]}
    >
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </ListScreen>
  );
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const agencies = useAgencies(['liaison', 'editor']);
  const [typed, setTyped] = useState({ agency: '', title: '', kind: 'ordinary', basis: '' });
  const send = useSend(openAffairCall, onClose);
  const agencyId = Number(typed.agency || agencies[0]?.id);
  return (
    <Dialog title={text.openTitle} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const kind = KINDS.find((each) => each === typed.kind) ?? 'ordinary';
          send.mutate({ body: { agencyId, title: typed.title, kind, basis: typed.basis } });
        }}
      >
        {send.error && <Failed error={send.error} />}
        {agencies.length > 1 && (
          <SelectField
            label={words.editor.agency}
            value={String(agencyId)}
            onChange={(agency) => setTyped({ ...typed, agency })}
            choices={choicesOf(agencies)}
          />
        )}
        <TextField
          label={text.name}
          value={typed.title}
          onChange={(title) => setTyped({ ...typed, title })}
          maxLength={200}
        />
        <SelectField
          label={text.kind}
          value={typed.kind}
          onChange={(kind) => setTyped({ ...typed, kind })}
          choices={titled(KINDS, text.kinds)}
        />
        <TextField
          label={text.basis}
          value={typed.basis}
          onChange={(basis) => setTyped({ ...typed, basis })}
          maxLength={300}
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.send}
        </Button>
      </form>
    </Dialog>
  );
}
