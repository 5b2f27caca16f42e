import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { OUTLETS } from '../contract.ts';
import { pressWords } from '../text.ts';
import { type CarriedView, type Dossier, noteCarried, strikeCarried } from '../wire.ts';

const { dossier: text, outlets } = pressWords;

/** By what else the document was carried: written down, struck out, never taken away. */
export function Media({ dossier: { index, media, mayNote } }: { readonly dossier: Dossier }) {
  const [noting, setNoting] = useState(false);
  const [striking, setStriking] = useState<CarriedView | null>(null);
  return (
    <Panel
      title={text.media}
      aside={
        mayNote && (
          <Button kind="plain" onClick={() => setNoting(true)}>
            {text.note}
          </Button>
        )
      }
    >
      <p className="soft">{text.mediaIntro}</p>
      {media.length === 0 ? (
        <p className="soft">{text.noMedia}</p>
      ) : (
        <Table
          caption={text.mediaTable}
          rows={media}
          keyOf={({ id }) => id}
          columns={[
            {
              title: text.mediaColumns.outlet,
              cell: ({ outlet, kind }) => (
                <>
                  {outlet}
                  <div className="soft">{outlets[kind]}</div>
                </>
              ),
            },
            {
              title: text.mediaColumns.title,
              cell: ({ title, url, struck }) =>
                struck === null ? (
                  <Linked title={title} url={url} />
                ) : (
                  <>
                    <s>{title}</s>
                    <div className="soft">{text.struck(struck.by, struck.words)}</div>
                  </>
                ),
            },
            { title: text.mediaColumns.on, cell: ({ onDay }) => <OnDay day={onDay} /> },
            { title: text.mediaColumns.by, cell: ({ by }) => by, minor: true },
            {
              title: text.mediaColumns.act,
              cell: (line) =>
                mayNote &&
                line.struck === null && (
                  <Button kind="quiet" onClick={() => setStriking(line)}>
                    {text.strike}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {noting && <Note index={index} onClose={() => setNoting(false)} />}
      {striking !== null && <Strike line={striking} onClose={() => setStriking(null)} />}
    </Panel>
  );
}

const Linked = ({ title, url }: { readonly title: string; readonly url: string | null }) =>
  url === null ? (
    title
  ) : (
    <a href={url} rel="noreferrer">
      {title}
    </a>
  );

function Note({ index, onClose }: { readonly index: string; readonly onClose: () => void }) {
  const [kind, setKind] = useState<(typeof OUTLETS)[number]>('newspaper');
  const [typed, setTyped] = useState({ outlet: '', title: '', url: '', onDay: legalDay(new Date()) });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(noteCarried, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ body: { index, kind, ...typed } });
  };
  return (
    <Dialog title={text.note} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={text.fields.kind}
          value={kind}
          onChange={(value) => setKind(OUTLETS.find((each) => each === value) ?? 'other')}
          choices={OUTLETS.map((value) => ({ value, title: outlets[value] }))}
        />
        <TextField
          label={text.fields.outlet}
          value={typed.outlet}
          onChange={(outlet) => set({ outlet })}
          maxLength={100}
        />
        <TextField label={text.fields.title} value={typed.title} onChange={(title) => set({ title })} maxLength={300} />
        <TextField
          label={text.fields.url}
          value={typed.url}
          onChange={(url) => set({ url })}
          maxLength={1000}
          optional
        />
        <TextField label={text.fields.on} type="date" value={typed.onDay} onChange={(onDay) => set({ onDay })} />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}

function Strike({ line, onClose }: { readonly line: CarriedView; readonly onClose: () => void }) {
  const [words, setWords] = useState('');
  const send = useSend(strikeCarried, onClose);
  return (
    <Dialog title={`${text.strike}：${line.outlet}`} onClose={onClose}>
      <div className="stack tight">
        {send.error && <Failed error={send.error} />}
        <AreaField label={text.strikeWhy} value={words} onChange={setWords} rows={2} maxLength={300} />
        <Button
          kind="main"
          busy={send.isPending}
          disabled={words.trim().length < 5}
          onClick={() => send.mutate({ params: { id: line.id }, body: { words } })}
        >
          {text.strike}
        </Button>
      </div>
    </Dialog>
  );
}
