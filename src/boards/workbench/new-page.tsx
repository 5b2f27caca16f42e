import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { ChoiceField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { PAPERS, TOPICS } from '../contract.ts';
import { topicTitles } from '../text.ts';
import { choosePosting, listBoards } from '../wire.ts';
import { AccountsForm, accountsOf, nothingTyped } from './accounts-form.tsx';
import { Picker, refsOf, type Source } from './picker.tsx';
import { words } from './text.ts';

const { choosing } = words;

/** Chooses what a board is going to show. */
export function Page({ query }: PageProps) {
  const boards = useCall(listBoards, { query: {} });
  const [board, setBoard] = useState(query.get('board') ?? '');
  const [topic, setTopic] = useState<(typeof TOPICS)[number]>(
    TOPICS.find((each) => each === query.get('topic')) ?? 'information',
  );
  const [paper, setPaper] = useState<(typeof PAPERS)[number]>('a3');
  const [chosen, setChosen] = useState<readonly Source[]>([]);
  const [typed, setTyped] = useState(nothingTyped);
  const replaces = Number(query.get('replaces')) || undefined;
  const send = useSend(choosePosting, ({ id }) => go(`/boards/postings/${id}`));
  const rows = (boards.data?.rows ?? []).filter(({ open }) => open);
  const isAccounts = topic === 'finance' && rows.find(({ key }) => key === board)?.kind === 'village';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const what = isAccounts ? { accounts: accountsOf(typed) } : { sources: refsOf(chosen) };
    send.mutate({ body: { board, topic, paper, ...(replaces === undefined ? {} : { replaces }), ...what } });
  };
  return (
    <div className="stack">
      <h1>{choosing.title}</h1>
      <p className="soft">{choosing.intro}</p>
      {replaces !== undefined && <Notice>{choosing.replacing}</Notice>}
      <div className="row">
        <SelectField
          label={choosing.board}
          blank={choosing.pickBoard}
          value={board}
          onChange={setBoard}
          choices={rows.map(({ key, name, place }) => ({ value: key, title: `${name}（${place}）` }))}
        />
        <SelectField
          label={choosing.topic}
          value={topic}
          onChange={(value) => setTopic(TOPICS.find((each) => each === value) ?? 'information')}
          choices={titled(TOPICS, topicTitles)}
        />
        <ChoiceField
          label={choosing.paper}
          value={paper}
          onChange={(value) => setPaper(PAPERS.find((each) => each === value) ?? 'a3')}
          choices={titled(PAPERS, choosing.papers)}
        />
      </div>
      {isAccounts ? (
        <AccountsForm typed={typed} onChange={setTyped} />
      ) : (
        <Picker chosen={chosen} onChange={setChosen} />
      )}
      {send.error && <Failed error={send.error} />}
      <form className="row foot" onSubmit={submit}>
        <Button kind="main" type="submit" busy={send.isPending} disabled={board === ''}>
          {isAccounts ? words.accounts.send : choosing.send}
        </Button>
        {!isAccounts && <span className="soft">{choosing.chosen(chosen.length)}</span>}
      </form>
    </div>
  );
}
