import { type ComponentProps, useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, CheckField, Field, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { consentText } from '../consents/text.ts';
import {
  addConsentPaper,
  type ConsentActBody,
  type ConsentView,
  consentAct,
  consentPaper,
  DELIVERIES,
  type Delivery,
  readConsent,
} from '../consents/wire.ts';

const { one: said, panel, interests, answers, deliveries, acts: actNames, process } = consentText;

/** One third party: the letter, its delivery, what he said, what was decided, and the papers of it. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const consent = useCall(readConsent, { params: { id } });
  return (
    <Answer of={matter} title={process.title}>
      {(view) => (
        <Answer of={consent} title={process.title}>
          {(found) => (
            <MatterPage view={view} acts={<Acts view={found} />}>
              <Panel title={process.title}>
                <Facts facts={factsOf(found)} />
                {found.textChanged && <Notice tone="warn">{panel.changed}</Notice>}
              </Panel>
              <Papers view={found} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const factsOf = (view: ConsentView): ComponentProps<typeof Facts>['facts'] => [
  [
    said.publication,
    <a key="of" href={`/workbench/disclosure/publications/${view.publication.id}`}>
      {view.publication.title}
    </a>,
  ],
  [said.interest, interests[view.interest]],
  [said.addressee, view.addressee ?? panel.erased],
  [said.about, view.about ?? panel.erased],
  [said.sent, <OnDay key="sent" day={view.sentOn} />],
  view.receivedOn === null
    ? null
    : [
        said.received,
        <span key="got">
          <OnDay day={view.receivedOn} /> {view.receivedHow && deliveries[view.receivedHow]}
        </span>,
      ],
  view.dueOn === null ? null : [said.due, <OnDay key="due" day={view.dueOn} />],
  [said.answer, view.answer === null ? said.noAnswer : answers[view.answer]],
  view.words === null ? null : [said.words, view.words],
  view.decision === null
    ? null
    : [said.decision, `${said.decisions[view.decision]}${view.decidedBy === null ? '' : `（${view.decidedBy}）`}`],
  view.reason === null ? null : [said.reason, view.reason],
  view.toldOn === null
    ? null
    : [
        said.told,
        <span key="told">
          <OnDay day={view.toldOn} /> {view.toldHow && deliveries[view.toldHow]}
        </span>,
      ],
];

function Papers({ view }: { readonly view: ConsentView }) {
  const upload = useSend(addConsentPaper);
  const mayAdd = view.acts.some((act) => act !== 'override' && act !== 'respect');
  const link = (fileId: string, name: string) => (
    <a href={urlOf(consentPaper, { params: { id: view.id, fileId } })}>{name}</a>
  );
  return (
    <Panel title={said.letters}>
      <ul>
        {view.letters.map(({ number, title, fileId, on }) => (
          <li key={number}>
            {fileId === null ? title : link(fileId, title)} <span className="soft">{number}</span> <OnDay day={on} />
          </li>
        ))}
      </ul>
      <h3>{said.papers}</h3>
      {view.papers.length === 0 && <p className="soft">{said.noPapers}</p>}
      <ul>
        {view.papers.map(({ fileId, name }) => (
          <li key={fileId}>{link(fileId, name)}</li>
        ))}
      </ul>
      {mayAdd && (
        <Field label={said.upload} optional>
          {(tied) => (
            <input
              {...tied}
              type="file"
              accept="application/pdf,image/jpeg,image/png"
              disabled={upload.isPending}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (!file) return;
                const body = new FormData();
                body.append('file', file);
                upload.mutate({ params: { id: view.id }, body });
                event.target.value = '';
              }}
            />
          )}
        </Field>
      )}
      {upload.error && <Failed error={upload.error} />}
    </Panel>
  );
}

const LEAST_WORDS = 5;
const LEAST_REASON = 15;

function Acts({ view }: { readonly view: ConsentView }) {
  const send = useSend(consentAct);
  const [on, setOn] = useState('');
  const [how, setHow] = useState<Delivery>('post');
  const [words, setWords] = useState('');
  const [partly, setPartly] = useState(false);
  const may = (act: ConsentView['acts'][number]): boolean => view.acts.includes(act);
  const does = (body: ConsentActBody): void =>
    send.mutate({ params: { id: view.id }, body }, { onSuccess: () => setWords('') });
  const seen = { seenSeq: view.seq };
  if (view.acts.length === 0) return <p className="soft">{said.noActs}</p>;
  const delivery = (['letter-received', 'tell-party'] as const).find((act) => may(act));
  const isAnswering = may('agree') || may('object');
  const isDeciding = may('override') || may('respect');
  const isSaid = words.trim().length >= LEAST_WORDS;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {(delivery || isAnswering) && <TextField label={said.on} type="date" value={on} onChange={setOn} />}
      {delivery && (
        <>
          <SelectField
            label={said.how}
            value={how}
            choices={titled(DELIVERIES, deliveries)}
            onChange={(value) => setHow(DELIVERIES.find((each) => each === value) ?? 'post')}
          />
          <Button
            kind="main"
            wide
            busy={send.isPending}
            disabled={on === ''}
            onClick={() => does({ act: delivery, ...seen, on, how })}
          >
            {actNames[delivery]}
          </Button>
        </>
      )}
      {(isAnswering || isDeciding) && (
        <AreaField
          label={isDeciding ? said.whyOverride : said.saidWords}
          value={words}
          onChange={setWords}
          maxLength={2000}
        />
      )}
      {isAnswering && (
        <>
          {may('object') && <CheckField label={said.partly} value={partly} onChange={setPartly} />}
          <div className="row">
            <Button
              busy={send.isPending}
              disabled={on === '' || !isSaid || partly}
              onClick={() => does({ act: 'agree', ...seen, on, words })}
            >
              {actNames.agree}
            </Button>
            <Button
              busy={send.isPending}
              disabled={on === '' || !isSaid}
              onClick={() => does({ act: 'object', ...seen, on, words, partly })}
            >
              {actNames.object}
            </Button>
          </div>
        </>
      )}
      {isDeciding && (
        <>
          <Button
            kind="main"
            wide
            busy={send.isPending}
            disabled={words.trim().length < LEAST_REASON}
            onClick={() => does({ act: 'override', ...seen, words })}
          >
            {actNames.override}
          </Button>
          <Button
            wide
            busy={send.isPending}
            disabled={!isSaid}
            onClick={() => does({ act: 'respect', ...seen, words })}
          >
            {actNames.respect}
          </Button>
        </>
      )}
      {may('drop') && (
        <Button wide busy={send.isPending} disabled={!isSaid} onClick={() => does({ act: 'drop', ...seen, words })}>
          {actNames.drop}
        </Button>
      )}
    </div>
  );
}
