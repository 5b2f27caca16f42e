import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { legalTime } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { ListRows } from '../../workbench/kit/list/list-rows.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { listAccounts, lockAccount, resetFactor, resetPassword, unlockAccount } from './endpoints.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';
import { words } from './text.ts';

type Account = Output<typeof listAccounts>['rows'][number];
type Open = { readonly act: 'unlock' | 'lock' | 'reset' | 'factorReset' | 'sessions'; readonly account: Account };

/** What the security administrator does with accounts; each act with a reason, each in the audit. */
export function Page() {
  // Kept here and not in the address: people look for accounts by identity number.
  const [asked, ask] = useState('');
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const list = useList(listAccounts, (after) => ({ body: { q: asked, after } }), { enabled: asked !== '' });
  return (
    <div className="stack">
      <header>
        <h1>{words.accounts.title}</h1>
      </header>
      <form
        className="row foot"
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed.trim());
        }}
      >
        <TextField label={words.accounts.find} value={typed} onChange={setTyped} maxLength={50} />
        <Button kind="main" type="submit">
          {words.accounts.search}
        </Button>
      </form>
      {asked === '' ? (
        <Empty>{words.accounts.hint}</Empty>
      ) : (
        <ListRows
          list={list}
          empty={words.accounts.empty}
          show={(accounts) => <Accounts accounts={accounts} onOpen={setOpen} />}
        />
      )}
      {open?.act === 'sessions' && <SessionsDialog account={open.account} onClose={() => setOpen(null)} />}
      {open && open.act !== 'sessions' && (
        <AccountDialog act={open.act} account={open.account} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

const Accounts = ({
  accounts,
  onOpen,
}: {
  readonly accounts: readonly Account[];
  readonly onOpen: (open: Open) => void;
}) => {
  const { columns, kinds, states } = words.accounts;
  return (
    <Table
      caption={words.accounts.table}
      rows={accounts}
      keyOf={(account) => account.id}
      columns={[
        { title: columns.name, cell: (account) => account.name },
        { title: columns.login, cell: (account) => account.login },
        { title: columns.kind, cell: (account) => kinds[account.kind] },
        {
          title: columns.state,
          cell: (account) => (
            <>
              <span className={account.state === 'open' ? 'tag good' : 'tag wrong'}>{states[account.state]}</span>{' '}
              {account.pausedUntil && (
                <span className="soft">{words.accounts.pausedUntil(legalTime(account.pausedUntil))}</span>
              )}
              <div className="soft">
                {account.hasPassword ? account.mustChange && words.accounts.mustChange : words.accounts.noPassword}
                {account.hasFactor && <div>{words.accounts.factor}</div>}
              </div>
            </>
          ),
        },
        {
          title: columns.acts,
          cell: (account) => (
            <div className="row">
              {(account.state === 'paused' || account.state === 'locked') && (
                <Button onClick={() => onOpen({ act: 'unlock', account })}>{words.accounts.unlock}</Button>
              )}
              {account.state === 'open' && (
                <Button onClick={() => onOpen({ act: 'lock', account })}>{words.accounts.lock}</Button>
              )}
              {account.state !== 'closed' && (
                <Button onClick={() => onOpen({ act: 'reset', account })}>{words.accounts.reset}</Button>
              )}
              {account.hasFactor && (
                <Button onClick={() => onOpen({ act: 'factorReset', account })}>{words.accounts.factorReset}</Button>
              )}
              {account.state !== 'closed' && (
                <Button onClick={() => onOpen({ act: 'sessions', account })}>{words.accounts.sessions}</Button>
              )}
            </div>
          ),
        },
      ]}
    />
  );
};

type Act = Exclude<Open['act'], 'sessions'>;

function AccountDialog(props: { readonly act: Act; readonly account: Account; readonly onClose: () => void }) {
  const { act, account, onClose } = props;
  const unlock = useSend(unlockAccount, onClose);
  const lock = useSend(lockAccount, onClose);
  const reset = useSend(resetPassword);
  const factorReset = useSend(resetFactor, onClose);
  const send = { unlock, lock, reset, factorReset }[act];
  return (
    <ReasonDialog
      title={words.accounts[act]}
      hint={act === 'factorReset' ? words.accounts.factorHint : account.name}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) => send.mutate({ params: { id: account.id }, body: { reason } })}
      onClose={onClose}
    >
      {reset.data && (
        <div role="status">
          <p>{words.accounts.temporary}</p>
          <p className="secret">{reset.data.password}</p>
        </div>
      )}
    </ReasonDialog>
  );
}
