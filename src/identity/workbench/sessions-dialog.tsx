import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalTime } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { endSessions, type listAccounts, listSessions } from './endpoints.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { words } from './text.ts';

type Account = Output<typeof listAccounts>['rows'][number];
type Which = number | 'all';

/** Where somebody is signed in, for the security administrator; he ends one session or all of them, with a reason. */
export function SessionsDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const params = { id: account.id };
  const sessions = useCall(listSessions, { params });
  const [which, setWhich] = useState<Which | null>(null);
  const end = useSend(endSessions, () => setWhich(null));
  if (which !== null) {
    return (
      <ReasonDialog
        title={which === 'all' ? words.accounts.endAll : words.accounts.endSession}
        hint={account.name}
        busy={end.isPending}
        error={end.error}
        onSend={(reason) => end.mutate({ params, body: { session: which, reason } })}
        onClose={() => setWhich(null)}
      />
    );
  }
  return (
    <Dialog title={`${account.name}　${words.accounts.sessions}`} onClose={onClose}>
      <Answer of={sessions}>{({ sessions: list }) => <Sessions list={list} onEnd={setWhich} />}</Answer>
    </Dialog>
  );
}

const Sessions = ({
  list,
  onEnd,
}: {
  readonly list: Output<typeof listSessions>['sessions'];
  readonly onEnd: (which: Which) => void;
}) => {
  const { sessionColumns: columns } = words.accounts;
  if (list.length === 0) return <Empty>{words.accounts.noSessions}</Empty>;
  return (
    <div className="stack">
      <Table
        caption={words.accounts.sessionsTable}
        rows={list}
        keyOf={(session) => session.id}
        columns={[
          { title: columns.browser, cell: (session) => session.browser ?? words.accounts.otherBrowser },
          {
            title: columns.since,
            cell: (session) => (
              <>
                {legalTime(session.createdAt)}{' '}
                {session.awaitsCode && <span className="tag">{words.accounts.awaitsCode}</span>}
              </>
            ),
          },
          { title: columns.seen, cell: (session) => legalTime(session.lastSeenAt) },
          {
            title: columns.acts,
            cell: (session) => <Button onClick={() => onEnd(session.id)}>{words.accounts.endSession}</Button>,
          },
        ]}
      />
      <div className="row">
        <Button onClick={() => onEnd('all')}>{words.accounts.endAll}</Button>
      </div>
    </div>
  );
};
