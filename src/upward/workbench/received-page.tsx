import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { readReceived, receivedAct } from '../wire.ts';
import { Lines } from './lines.tsx';
import { words } from './text.ts';

const { received: text, report } = words;
type Received = Output<typeof readReceived>;

/** One thing that a subordinate reported: signed for, then adopted, declined or sent back. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const received = useCall(readReceived, { params: { id } });
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <Answer of={received} title={text.title}>
          {(found) => (
            <MatterPage view={view} acts={<Acts key={found.seq} received={found} />}>
              <Panel title={report.text}>
                <Facts
                  facts={[
                    [text.from, found.from],
                    [report.index, found.index],
                    [report.receivedOn, found.receivedOn && <OnDay key="on" day={found.receivedOn} />],
                    [report.decidedOn, found.decidedOn && <OnDay key="by" day={found.decidedOn} />],
                    [report.score, found.score],
                    [report.usedWhere, found.usedWhere],
                    [words.words, found.words],
                  ]}
                />
                <div className="prose">
                  <Lines text={found.body} />
                </div>
              </Panel>
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

function Acts({ received: { id, seq, acts } }: { readonly received: Received }) {
  const [typed, setTyped] = useState({ score: '5', usedWhere: '', said: '' });
  const send = useSend(receivedAct);
  const may = (act: string): boolean => acts.includes(act);
  if (acts.length === 0) return <p className="soft">{report.waiting}</p>;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {may('receive') && (
        <Button
          kind="main"
          wide
          busy={send.isPending}
          onClick={() => send.mutate({ params: { id }, body: { act: 'receive', seenSeq: seq } })}
        >
          {text.receive}
        </Button>
      )}
      {may('adopt') && (
        <>
          <TextField
            label={text.usedWhere}
            hint={text.usedHint}
            value={typed.usedWhere}
            onChange={(usedWhere) => setTyped({ ...typed, usedWhere })}
            maxLength={200}
          />
          <TextField
            label={text.score}
            type="number"
            value={typed.score}
            onChange={(score) => setTyped({ ...typed, score })}
          />
          <Button
            kind="main"
            wide
            busy={send.isPending}
            disabled={typed.usedWhere.trim().length < 2}
            onClick={() =>
              send.mutate({
                params: { id },
                body: { act: 'adopt', score: Number(typed.score), usedWhere: typed.usedWhere, seenSeq: seq },
              })
            }
          >
            {text.adopt}
          </Button>
        </>
      )}
      {(may('decline') || may('return')) && (
        <AreaField
          label={words.words}
          value={typed.said}
          onChange={(said) => setTyped({ ...typed, said })}
          rows={3}
          maxLength={500}
          optional={text.wordsWhen}
        />
      )}
      {(['decline', 'return'] as const).filter(may).map((act) => (
        <Button
          key={act}
          wide
          busy={send.isPending}
          disabled={typed.said.trim().length < 5}
          onClick={() => send.mutate({ params: { id }, body: { act, words: typed.said, seenSeq: seq } })}
        >
          {text[act]}
        </Button>
      ))}
    </div>
  );
}
