import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, ChoiceField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { actOnReassessment, type ReassessmentAct, readReassessment } from '../reassessment/wire.ts';
import { reassessmentWords } from './reassessments-text.ts';

type View = Output<typeof readReassessment>;
const { acts, page, reasons, state: stateName } = reassessmentWords;

/** One look at something withheld: what it is, why, and what is to become of it. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const found = useCall(readReassessment, { params: { id } });
  return (
    <Answer of={matter} title={page.title}>
      {(view) => (
        <Answer of={found} title={page.title}>
          {(look) => (
            <MatterPage view={view} acts={<Acts view={view} look={look} />}>
              <What look={look} />
              <Earlier looks={look.earlier} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const What = ({ look }: { readonly look: View }) => (
  <Panel title={page.what}>
    <Facts
      facts={[
        [
          page.name,
          <Link key="what" to={`/disclosure/publications/${look.publicationId}`}>
            {look.title}
          </Link>,
        ],
        [page.attribute, page.attributes[look.attribute]],
        look.reason === null ? null : [page.reason, reasons[look.reason]],
        look.reasonWords === '' ? null : [page.reasonWords, look.reasonWords],
        look.summary === '' ? null : [page.summary, look.summary],
        look.formedOn === null ? null : [page.formed, <OnDay key="formed" day={look.formedOn} />],
        [page.cameUp, <OnDay key="up" day={look.cameUpOn} />],
        [page.law, look.law],
        look.words === null ? null : [page.words, look.words],
        look.nextOn === null ? null : [page.next, <OnDay key="next" day={look.nextOn} />],
        look.draftId === null
          ? null
          : [
              page.draft,
              <Link key="draft" to={`/disclosure/publications/${look.draftId}`}>
                {look.index ?? reassessmentWords.list.draft}
              </Link>,
            ],
      ]}
    />
  </Panel>
);

const Earlier = ({ looks }: { readonly looks: View['earlier'] }) => (
  <Panel title={page.earlier}>
    {looks.length === 0 ? (
      <p className="soft">{page.noEarlier}</p>
    ) : (
      <Table
        caption={page.earlierTable}
        rows={looks}
        keyOf={({ id }) => id}
        columns={[
          {
            title: page.columns.on,
            cell: ({ id, cameUpOn }) => (
              <Link to={`/disclosure/reassessments/${id}`}>
                <OnDay day={cameUpOn} />
              </Link>
            ),
          },
          { title: page.columns.state, cell: ({ state }) => stateName(state) },
          { title: page.columns.words, cell: ({ words }) => words },
        ]}
      />
    )}
  </Panel>
);

type Part = { readonly view: MatterView; readonly look: View };

function Acts({ view, look }: Part) {
  const send = useSend(actOnReassessment, ({ draftId }) => {
    if (draftId !== null) go(`/disclosure/publications/${draftId}`);
  });
  const may = (act: string): boolean => view.acts.some((each) => each.act === act);
  const does = (body: ReassessmentAct): void => send.mutate({ params: { id: view.id }, body });
  const part = { view, look, does, busy: send.isPending };
  if (view.acts.length === 0) return <p className="soft">{acts.none}</p>;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {may('keep') && <Assessing {...part} />}
      {(may('confirm') || may('return')) && <Confirming {...part} mayConfirm={may('confirm')} />}
    </div>
  );
}

type Doing = Part & { readonly does: (body: ReassessmentAct) => void; readonly busy: boolean };

function Assessing({ view, look, does, busy }: Doing) {
  const [opinion, setOpinion] = useState('');
  const [said, setSaid] = useState('');
  const [nextOn, setNextOn] = useState<string>(look.latest);
  const [node, setNode] = useState('');
  const seenSeq = view.seq;
  return (
    <div className="stack tight">
      <ChoiceField
        label={acts.choose}
        value={opinion}
        onChange={setOpinion}
        choices={[
          { value: 'keep', title: acts.keep },
          { value: 'release', title: acts.release },
        ]}
      />
      {opinion !== '' && (
        <AreaField label={acts.words} hint={acts.wordsHint} value={said} onChange={setSaid} rows={3} />
      )}
      {opinion === 'keep' && (
        <>
          <TextField
            label={acts.nextOn}
            hint={acts.nextHint(look.latest)}
            type="date"
            value={nextOn}
            onChange={setNextOn}
          />
          <Button
            kind="main"
            wide
            busy={busy}
            disabled={said.trim().length < 5 || nextOn === ''}
            onClick={() => does({ act: 'keep', seenSeq, words: said, nextOn })}
          >
            {acts.propose}
          </Button>
        </>
      )}
      {opinion === 'release' && (
        <>
          {!look.nodeStands && (
            <TextField label={acts.node} hint={acts.nodeGone} value={node} onChange={setNode} maxLength={60} />
          )}
          <p className="soft">{acts.openHint}</p>
          <Button
            kind="main"
            wide
            busy={busy}
            disabled={said.trim().length < 5 || (!look.nodeStands && node.trim() === '')}
            onClick={() =>
              does({ act: 'release', seenSeq, words: said, ...(look.nodeStands ? {} : { node: node.trim() }) })
            }
          >
            {acts.openDraft}
          </Button>
        </>
      )}
    </div>
  );
}

function Confirming({ view, does, busy, mayConfirm }: Doing & { readonly mayConfirm: boolean }) {
  const [said, setSaid] = useState('');
  const seenSeq = view.seq;
  return (
    <div className="stack tight">
      {mayConfirm && (
        <Button kind="main" wide busy={busy} onClick={() => does({ act: 'confirm', seenSeq })}>
          {acts.confirm}
        </Button>
      )}
      <AreaField label={acts.returnWords} value={said} onChange={setSaid} rows={3} optional={acts.returnWhen} />
      <Button
        wide
        busy={busy}
        disabled={said.trim().length < 5}
        onClick={() => does({ act: 'return', seenSeq, words: said })}
      >
        {acts.giveBack}
      </Button>
    </div>
  );
}
