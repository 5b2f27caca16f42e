import { useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { downloadFile, type PublicationView, readPublication, readRevisionCall } from '../wire.ts';
import { Acts } from './acts.tsx';
import { ConsentsPanel } from './consents-panel.tsx';
import './disclosure.css';
import { Editing } from './editing.tsx';
import { words as more } from './editor/text.ts';
import { EvaluationPanel } from './evaluation-panel.tsx';
import { Html } from './html-view.tsx';
import { Plan } from './plan.tsx';
import { Privacy } from './privacy.tsx';
import { scopeWords } from './scope-text.ts';
import { words } from './text.ts';

const { page } = words;

/** One publication on its way: its text, what is wanting, what the gates said, every revision. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  // Another editor's revision shows itself while there is still little to put together.
  const publication = useCall(readPublication, { params: { id } }, { everyMs: 20_000 });
  return (
    <Answer of={matter} title={words.list.title}>
      {(view) => (
        <Answer of={publication} title={words.list.title}>
          {(found) => <Publication key={id} view={view} publication={found} />}
        </Answer>
      )}
    </Answer>
  );
}

type Props = { readonly view: MatterView; readonly publication: PublicationView };

function Publication({ view, publication }: Props) {
  const [dirty, setDirty] = useState(false);
  return (
    <MatterPage view={view} acts={<Acts view={view} publication={publication} dirty={dirty} />}>
      {publication.faults.length > 0 && (
        <Notice tone="warn">
          <p>{words.editor.wanting}</p>
          <ul>
            {publication.faults.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {publication.mayWrite ? (
        <Editing publication={publication} onDirty={setDirty} />
      ) : (
        <Reading publication={publication} />
      )}
      <Privacy publication={publication} dirty={dirty} />
      <ConsentsPanel id={publication.id} isPublic={publication.content.attribute === 'proactive'} />
      <Plan publication={publication} />
      <GateList gates={publication.gates} />
      {publication.index !== null && <EvaluationPanel id={publication.id} />}
      <Revisions id={publication.id} revisions={publication.revisions} />
    </MatterPage>
  );
}

const Reading = ({ publication }: { readonly publication: PublicationView }) => {
  const { content } = publication;
  const { editor } = words;
  return (
    <>
      <Panel title={page.facts}>
        <Facts
          facts={[
            [page.index, publication.index ?? publication.corrects],
            [page.changeNote, publication.changeNote],
            [editor.genre, words.genres[content.genre]],
            [editor.node, publication.nodeName],
            [editor.axis, content.axis && words.axes[content.axis]],
            [editor.documentNumber, content.documentNumber],
            [editor.formedOn, content.formedOn],
            [editor.effectiveFrom, content.effectiveFrom],
            [editor.effectiveUntil, content.effectiveUntil],
            [editor.source, content.source],
            [editor.reprint.title, content.reprint && editor.reprint.line(content.reprint)],
            [editor.author, content.author],
            [editor.topic, content.topic],
            [more.audience.label, content.audience === 'internal' ? more.audience.choices.internal : null],
            [scopeWords.fields.implementsOn, content.implementsOn],
            [scopeWords.guide.legend, content.scope && scopeWords.natures[content.scope.nature]],
            [scopeWords.guide.differs, content.scope?.words],
            [editor.attribute, words.attributes[content.attribute]],
            [editor.reason, content.reason && `${words.reasons[content.reason]}：${content.reasonWords}`],
            [page.publishAt, publication.publishAt && <At key="at" at={publication.publishAt} />],
            [editor.summary, content.summary],
          ]}
        />
        <ul>
          {(publication.links.length > 0
            ? publication.links
            : content.links.map((link) => ({ ...link, title: null }))
          ).map(({ relation, index, title }) => (
            <li key={relation + index}>
              {words.relations[relation]}：{title ?? index}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={content.title}>
        <Html html={content.body} id={publication.id} />
        {content.attachments.length > 0 && (
          <ul>
            {content.attachments.map(({ fileId, name }) => (
              <li key={fileId}>
                <a href={urlOf(downloadFile, { params: { id: publication.id, fileId } })}>{name}</a>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
};

const GateList = ({ gates }: { readonly gates: PublicationView['gates'] }) => (
  <Panel title={page.gates}>
    {gates.length === 0 ? (
      <p className="soft">{page.noGate}</p>
    ) : (
      <ul>
        {gates.map(({ gate, passed, current, by, words: said, at }) => (
          <li key={gate + at}>
            <b>{words.gates[gate]}</b>{' '}
            <span className={passed ? 'tag' : 'tag wrong'}>{passed ? page.passed : page.returned}</span>
            {!current && <span className="soft">{page.former}</span>} {by} <At at={at} />
            {said && <div>{said}</div>}
          </li>
        ))}
      </ul>
    )}
  </Panel>
);

function Revisions({ id, revisions }: { readonly id: number; readonly revisions: PublicationView['revisions'] }) {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Panel title={page.revisions}>
      <ul>
        {revisions.map(({ id: draft, revision, aside, by, at }) => (
          <li key={draft}>
            <Button kind="quiet" onClick={() => setShown(draft)}>
              {page.revision(revision)}
            </Button>{' '}
            {aside && <span className="tag wrong">{page.aside}</span>} {by} <At at={at} />
          </li>
        ))}
      </ul>
      {shown !== null && <Revision id={id} draft={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

function Revision({
  id,
  draft,
  onClose,
}: {
  readonly id: number;
  readonly draft: number;
  readonly onClose: () => void;
}) {
  const revision = useCall(readRevisionCall, { params: { id, draft } });
  return (
    <Dialog title={page.revisions} onClose={onClose} wide>
      <Answer of={revision}>
        {({ content }) => (
          <>
            <h3>{content.title}</h3>
            <Html html={content.body} id={id} />
          </>
        )}
      </Answer>
    </Dialog>
  );
}
