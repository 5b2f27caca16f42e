import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { bulletinAct, bulletinPdfCall, bulletinRowsCall, readBulletin } from '../wire.ts';
import { Lines } from './lines.tsx';
import { words } from './text.ts';

const { bulletins: text } = words;
type Bulletin = Output<typeof readBulletin>;
type Row = { readonly cells: Bulletin['parts'][number]['rows'][number]; readonly i: number };

/** Figures stand under each other. */
const isFigure = (cell: string | number | undefined): boolean => /^(?:[\d.]+%?|—)$/u.test(String(cell));

/** One bulletin as it reads, with what is to be done. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const bulletin = useCall(readBulletin, { params: { id } });
  return (
    <Answer of={bulletin} title={text.title}>
      {(found) => (
        <Answer of={matter} title={text.title}>
          {(view) => (
            <MatterPage view={view} acts={<Acts key={found.seq} bulletin={found} />}>
              <Text bulletin={found} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const Text = ({ bulletin }: { readonly bulletin: Bulletin }) => (
  <Panel
    title={text.title}
    aside={
      <div className="row no-print">
        <a className="button plain" href={urlOf(bulletinPdfCall, { params: { id: bulletin.id } })}>
          {text.pdf}
        </a>
        <a className="button plain" href={urlOf(bulletinRowsCall, { params: { id: bulletin.id } })}>
          {text.xlsx}
        </a>
        <Button onClick={() => window.print()}>{text.print}</Button>
      </div>
    }
  >
    <Lines text={bulletin.foreword} />
    {bulletin.parts.map(({ heading, caption, columns, rows, note }) => (
      <section key={heading}>
        <h3>{heading}</h3>
        {rows.length > 0 && (
          <Table
            caption={caption}
            rows={rows.map((cells, i): Row => ({ cells, i }))}
            keyOf={({ i }) => i}
            columns={columns.map((title, i) => ({
              title,
              cell: ({ cells }: Row) => cells[i],
              right: rows.every((cells) => isFigure(cells[i])),
            }))}
          />
        )}
        {note !== '' && <p className="soft">{note}</p>}
      </section>
    ))}
    <p className="soft">{bulletin.digest === null ? text.live : text.frozen(bulletin.rows, bulletin.digest)}</p>
  </Panel>
);

const STEPS = ['approve', 'return', 'issue', 'issue-instead', 'stop'] as const;
const WITH_REASON: ReadonlySet<string> = new Set(['return', 'issue-instead', 'stop']);

function Acts({
  bulletin: { id, seq, acts, foreword: before, nodes, publicationId },
}: {
  readonly bulletin: Bulletin;
}) {
  const [foreword, setForeword] = useState(before);
  const [said, setSaid] = useState('');
  const [node, setNode] = useState('');
  const send = useSend(bulletinAct);
  const steps = STEPS.filter((step) => acts.includes(step));
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {publicationId !== null && <Link to={`/disclosure/publications/${publicationId}`}>{text.publication}</Link>}
      {acts.includes('edit') && (
        <>
          <AreaField label={text.foreword} value={foreword} onChange={setForeword} rows={6} maxLength={4000} />
          <Button
            wide
            busy={send.isPending}
            onClick={() => send.mutate({ params: { id }, body: { act: 'edit', foreword, seenSeq: seq } })}
          >
            {text.acts.edit}
          </Button>
        </>
      )}
      {acts.includes('submit') && (
        <Button
          kind="main"
          wide
          busy={send.isPending}
          disabled={foreword !== before}
          onClick={() => send.mutate({ params: { id }, body: { act: 'submit', seenSeq: seq } })}
        >
          {text.acts.submit}
        </Button>
      )}
      {acts.includes('publish') && (
        <>
          <SelectField
            label={text.node}
            value={node}
            onChange={setNode}
            blank={words.opening.choose}
            choices={nodes.map(({ key, name }) => ({ value: key, title: `${key} ${name}` }))}
          />
          <Button
            kind="main"
            wide
            busy={send.isPending}
            disabled={node === ''}
            onClick={() => send.mutate({ params: { id }, body: { act: 'publish', node, seenSeq: seq } })}
          >
            {text.acts.publish}
          </Button>
        </>
      )}
      {steps.some((step) => WITH_REASON.has(step)) && (
        <AreaField
          label={words.words}
          value={said}
          onChange={setSaid}
          rows={3}
          maxLength={500}
          optional={words.wordsWhen}
        />
      )}
      {steps.map((step) => (
        <Button
          key={step}
          kind={step === 'approve' ? 'main' : 'plain'}
          wide
          busy={send.isPending}
          disabled={WITH_REASON.has(step) && said.trim().length < 5}
          onClick={() => send.mutate({ params: { id }, body: { act: step, words: said, seenSeq: seq } })}
        >
          {text.acts[step]}
        </Button>
      ))}
    </div>
  );
}
