import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import type { ConversionView } from '../contract.ts';
import { actOnConversion, readConversion } from './endpoints.ts';
import { screenText as said } from './text.ts';

/** Whether everybody may have what several asked for. */
export function Page({ params }: PageProps) {
  const conversion = useCall(readConversion, { params: { id: Number(params.id) } });
  return (
    <Answer of={conversion} title={said.conversion}>
      {(view) => (
        <div className="stack">
          <h1>{view.topic}</h1>
          <Panel title={said.conversion} aside={<span className="tag">{view.stateTitle}</span>}>
            <Facts
              facts={[
                [said.topic, view.topic],
                [said.applicant, said.applicants(view.applicants)],
                [said.fields.publicAnswer, view.answer],
              ]}
            />
            <ul>
              {view.requests.map(({ id, number, subject }) => (
                <li key={id}>
                  <Link to={`/information-requests/${id}`}>{`${number} ${subject}`}</Link>
                </li>
              ))}
            </ul>
          </Panel>
          <Deciding view={view} />
        </div>
      )}
    </Answer>
  );
}

function Deciding({ view }: { readonly view: ConversionView }) {
  const [words, setWords] = useState('');
  const [url, setUrl] = useState('');
  const send = useSend(actOnConversion, () => setWords(''));
  const params = { id: view.id };
  const seenSeq = view.seq;
  const stop = (event: FormEvent): void => event.preventDefault();
  if (view.state === 'published' || view.state === 'declined') return null;
  return (
    <Panel title={said.acts}>
      <form className="stack tight" onSubmit={stop}>
        <AreaField
          label={view.state === 'publishing' ? said.fields.publicAnswer : said.fields.reason}
          maxLength={20_000}
          value={words}
          onChange={setWords}
        />
        {view.state === 'publishing' && <TextField label={said.fields.url} optional value={url} onChange={setUrl} />}
        {send.error && <Failed error={send.error} />}
        <div className="row">
          {view.state === 'proposed' && (
            <Button
              kind="main"
              busy={send.isPending}
              onClick={() => send.mutate({ params, body: { act: 'recommend', seenSeq, reason: words } })}
            >
              {said.submit}
            </Button>
          )}
          {view.state === 'deciding' && (
            <>
              <Button
                kind="main"
                busy={send.isPending}
                onClick={() => send.mutate({ params, body: { act: 'approve', seenSeq, reason: words } })}
              >
                {said.agree}
              </Button>
              <Button
                kind="danger"
                busy={send.isPending}
                onClick={() => send.mutate({ params, body: { act: 'decline', seenSeq, reason: words } })}
              >
                {said.decline}
              </Button>
            </>
          )}
          {view.state === 'publishing' && (
            <Button
              kind="main"
              busy={send.isPending}
              onClick={() =>
                send.mutate({ params, body: { act: 'publish', seenSeq, answer: words, url: url === '' ? null : url } })
              }
            >
              {said.publish}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
