import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { DelegateDialog } from './delegate-dialog.tsx';
import { listDelegations, revokeDelegation } from './endpoints.ts';
import { words } from './text.ts';

type Delegation = Output<typeof listDelegations>['delegations'][number];

/** What one has lent to colleagues, and what one was lent. */
export function Page() {
  const delegations = useCall(listDelegations, {});
  const [open, setOpen] = useState(false);
  return (
    <div className="stack">
      <header>
        <h1>{words.delegations.title}</h1>
        <Button kind="main" onClick={() => setOpen(true)}>
          {words.delegations.new}
        </Button>
      </header>
      <p className="soft">{words.delegations.intro}</p>
      <Answer of={delegations}>
        {({ delegations: list }) => (
          <>
            <List title={words.delegations.given} rows={list.filter(({ isGiven }) => isGiven)} />
            <List title={words.delegations.received} rows={list.filter(({ isGiven }) => !isGiven)} />
          </>
        )}
      </Answer>
      {open && <DelegateDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

function List({ title, rows }: { readonly title: string; readonly rows: readonly Delegation[] }) {
  const revoke = useSend(revokeDelegation);
  return (
    <Panel title={title}>
      {revoke.error && <Failed error={revoke.error} />}
      {rows.length === 0 ? (
        <Empty>{words.delegations.empty}</Empty>
      ) : (
        <ul className="stack tight">
          {rows.map((row) => (
            <li key={row.id} className="row apart">
              <span>
                <b>{row.isGiven ? row.to : row.from}</b> {row.roles.join('、')}
                <div className="soft">
                  {row.agency} · <span className="number">{words.delegations.term(row.fromOn, row.untilOn)}</span> ·{' '}
                  {row.reason}
                </div>
              </span>
              {row.revokedOn ? (
                <span className="tag">{words.delegations.revoked(row.revokedOn)}</span>
              ) : (
                row.isGiven && (
                  <Button
                    kind="danger"
                    busy={revoke.isPending}
                    onClick={() => revoke.mutate({ params: { id: row.id } })}
                  >
                    {words.delegations.revoke}
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
