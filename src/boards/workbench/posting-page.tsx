import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, Field, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { topicTitles } from '../text.ts';
import { postingAct, postingPaperCall, postingPhoto, postPosting, readPosting } from '../wire.ts';
import { AccountsForm, accountsOf, nothingTyped } from './accounts-form.tsx';
import './boards.css';
import { words } from './text.ts';

const { posting: text } = words;
type Posting = Output<typeof readPosting>;

/** One sheet on one board, from choosing to replacing. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const posting = useCall(readPosting, { params: { id } });
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <Answer of={posting} title={text.title}>
          {(found) => (
            <MatterPage view={view} acts={<Acts key={found.seq} posting={found} />}>
              <About posting={found} />
              <SheetPanel posting={found} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const About = ({ posting }: { readonly posting: Posting }) => (
  <Panel title={text.facts}>
    <Facts
      facts={[
        [
          text.board,
          <Link key="board" to={`/boards/board/${posting.board.key}`}>
            {posting.board.name}（{posting.board.place}）
          </Link>,
        ],
        [text.topic, topicTitles[posting.topic]],
        [text.period, posting.period],
        [text.copies, posting.copies],
        [text.posted, posting.postedOn && <OnDay key="posted" day={posting.postedOn} week />],
        [text.expires, posting.expiresOn && <OnDay key="expires" day={posting.expiresOn} week />],
        [text.taken, posting.photoTakenAt && <At key="taken" at={posting.photoTakenAt} />],
        [text.ended, posting.endedOn && <OnDay key="ended" day={posting.endedOn} />],
        [
          text.replaces,
          posting.replaces && (
            <Link key="replaces" to={`/boards/postings/${posting.replaces.id}`}>
              {posting.replaces.title}
            </Link>
          ),
        ],
      ]}
    />
    {posting.hasPhoto && (
      <a href={urlOf(postingPhoto, { params: { id: posting.id } })} target="_blank" rel="noreferrer">
        <img className="board-photo" src={urlOf(postingPhoto, { params: { id: posting.id } })} alt={text.photoAlt} />
      </a>
    )}
  </Panel>
);

const SheetPanel = ({ posting }: { readonly posting: Posting }) => (
  <Panel
    title={text.sheet}
    aside={
      <a
        className="button plain"
        href={urlOf(postingPaperCall, { params: { id: posting.id } })}
        target="_blank"
        rel="noreferrer"
      >
        {text.paper}
      </a>
    }
  >
    <div className="board-sheet" role="region" aria-label={text.sheetWords} tabIndex={0}>
      {posting.sheet.articles.map((article) => (
        <section key={article.ref} className="board-article">
          <h3>{article.title}</h3>
          <p className="soft">
            {article.agency} · <OnDay day={article.on} />
          </p>
          {article.parts.map((part, i) =>
            part.kind === 'table' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sheet never change places
              <table key={i} className="list">
                {part.caption !== '' && <caption>{part.caption}</caption>}
                <thead>
                  <tr>
                    {part.head.map((cell, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells have no names
                      <th key={at} scope="col">
                        {cell}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {part.rows.map((row, y) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names
                    <tr key={y}>
                      {row.map((cell, x) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no names
                        <td key={x}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : part.kind === 'heading' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sheet never change places
              <h4 key={i}>{part.text}</h4>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sheet never change places
              <p key={i}>{part.text}</p>
            ),
          )}
        </section>
      ))}
    </div>
  </Panel>
);

function Acts({ posting }: { readonly posting: Posting }) {
  const { id, seq, acts } = posting;
  const send = useSend(postingAct);
  const [copies, setCopies] = useState('1');
  const [said, setSaid] = useState('');
  const [typed, setTyped] = useState(nothingTyped);
  const may = (act: string): boolean => acts.includes(act);
  const decide = (act: 'pass' | 'return' | 'remove' | 'cancel'): void =>
    send.mutate({ params: { id }, body: { act, words: said, seenSeq: seq } });
  const ending = (['return', 'remove', 'cancel'] as const).filter(may);
  if (acts.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {may('pass') && (
        <Button kind="main" wide busy={send.isPending} onClick={() => decide('pass')}>
          {text.pass}
        </Button>
      )}
      {may('revise') && (
        <>
          <AccountsForm typed={typed} onChange={setTyped} />
          <Button
            kind="main"
            busy={send.isPending}
            onClick={() =>
              send.mutate({ params: { id }, body: { act: 'revise', accounts: accountsOf(typed), seenSeq: seq } })
            }
          >
            {words.accounts.send}
          </Button>
        </>
      )}
      {may('print') && (
        <>
          <TextField label={text.copies} type="number" value={copies} onChange={setCopies} />
          <Button
            kind={may('post') ? 'plain' : 'main'}
            wide
            busy={send.isPending}
            onClick={() =>
              send.mutate({ params: { id }, body: { act: 'print', copies: Number(copies), seenSeq: seq } })
            }
          >
            {text.print}
          </Button>
        </>
      )}
      {may('post') && <PostForm posting={posting} />}
      {may('replace') && (
        <Button
          kind="main"
          wide
          onClick={() => go(`/boards/new?board=${posting.board.key}&topic=${posting.topic}&replaces=${id}`)}
        >
          {text.renew}
        </Button>
      )}
      {ending.length > 0 && <AreaField label={text.words} value={said} onChange={setSaid} rows={2} optional />}
      {ending.map((act) => (
        <Button key={act} wide busy={send.isPending} disabled={said.trim().length < 5} onClick={() => decide(act)}>
          {text[act]}
        </Button>
      ))}
    </div>
  );
}

function PostForm({ posting: { id, seq, showDays } }: { readonly posting: Posting }) {
  const send = useSend(postPosting);
  const [postedOn, setPostedOn] = useState(() => legalDay(new Date()));
  const [days, setDays] = useState(String(showDays));
  const [photo, setPhoto] = useState<File | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = new FormData();
    body.append('postedOn', postedOn);
    body.append('showDays', days);
    body.append('seenSeq', String(seq));
    if (photo) body.append('photo', photo);
    send.mutate({ params: { id }, body });
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      {send.error && <Failed error={send.error} />}
      <TextField label={text.postedOn} type="date" value={postedOn} onChange={setPostedOn} />
      <TextField label={text.days} type="number" value={days} onChange={setDays} />
      <Field label={text.photoFile} hint={text.photoHint}>
        {(tied) => (
          <input
            {...tied}
            type="file"
            accept="image/jpeg,image/png"
            onChange={(event) => setPhoto(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <Button kind="main" type="submit" wide busy={send.isPending}>
        {text.post}
      </Button>
    </form>
  );
}
