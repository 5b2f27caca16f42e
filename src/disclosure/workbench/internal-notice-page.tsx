import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { proposeChangeCall } from '../wire.ts';
import { internalFile, readInternal } from '../wire-scope.ts';
import { Html } from './html-view.tsx';
import { scopeWords } from './scope-text.ts';
import { words } from './text.ts';

const { board } = scopeWords;
type Found = Output<typeof readInternal>;

/** One notice of one's own system. */
export function Page({ params }: PageProps) {
  const found = useCall(readInternal, { params: { id: Number(params.id) } });
  return <Answer of={found}>{(notice) => <Shown notice={notice} />}</Answer>;
}

const Shown = ({ notice }: { readonly notice: Found }) => (
  <div className="stack">
    <header>
      <h1>{notice.title}</h1>
      <span className="tag">{board.inside}</span>
    </header>
    <p className="soft">
      {[notice.agency, notice.publishedOn, notice.documentNumber, notice.index].filter(Boolean).join(' · ')}
    </p>
    {notice.note && (
      <Notice tone="warn">
        {board.corrected}：{notice.note}
      </Notice>
    )}
    <Panel title={words.page.text}>
      <Html html={notice.body} />
      {notice.attachments.length > 0 && (
        <ul>
          {notice.attachments.map(({ fileId, name }) => (
            <li key={fileId}>
              <a href={urlOf(internalFile, { params: { id: notice.id, fileId } })}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
    {notice.mayWithdraw && <Withdraw index={notice.index} />}
    <p>
      <Link to="/disclosure/internal">{board.back}</Link>
    </p>
  </div>
);

function Withdraw({ index }: { readonly index: string }) {
  const [note, setNote] = useState('');
  const [done, setDone] = useState(false);
  const send = useSend(proposeChangeCall, () => setDone(true));
  if (done) return <Notice tone="good">{board.withdrawn}</Notice>;
  return (
    <Panel title={board.withdraw}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ body: { index, change: 'withdraw', note, byIndex: null, atOnce: false } });
        }}
      >
        {send.error && <Failed error={send.error} />}
        <AreaField label={board.withdrawNote} value={note} onChange={setNote} rows={2} />
        <Button type="submit" busy={send.isPending} disabled={note.trim().length < 5}>
          {board.withdraw}
        </Button>
      </form>
    </Panel>
  );
}
