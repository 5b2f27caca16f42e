import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, CheckField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { opinionText } from '../opinions/text.ts';
import { answerOpinionCall, type OpinionView, readOpinion } from '../opinions/wire.ts';

const said = opinionText.staff;
const written = (words: string) => <span className="written">{words}</span>;

/** One opinion: what somebody wrote, the answer, and what everybody is told of it. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const opinion = useCall(readOpinion, { params: { id } });
  return (
    <Answer of={opinion}>
      {(found) => (
        <div className="stack">
          <h1>{`${said.title} ${found.number}`}</h1>
          <Panel title={found.title} aside={<span>{found.stateTitle}</span>}>
            <Facts
              facts={[
                [
                  said.about,
                  found.path === null ? (
                    found.title
                  ) : (
                    <a key="about" href={found.path}>
                      {found.title}
                    </a>
                  ),
                ],
                [said.told, <At key="told" at={found.toldAt} />],
                found.dueOn === null ? null : [said.due, <OnDay key="due" day={found.dueOn} />],
                [said.words, written(found.words ?? said.erased)],
                [said.contact, found.contact ?? said.noContact],
                found.reply === null ? null : [said.reply, written(found.reply)],
                found.said === null ? null : [said.said, written(found.said)],
                found.improved === null ? null : [said.improved, written(found.improved)],
                found.answeredAt === null ? null : [said.answered, <At key="answered" at={found.answeredAt} />],
              ]}
            />
          </Panel>
          {found.mayAct && found.answeredAt === null && <Reply opinion={found} />}
        </div>
      )}
    </Answer>
  );
}

function Reply({ opinion }: { readonly opinion: OpinionView }) {
  const [reply, setReply] = useState('');
  const [publishes, setPublishes] = useState(false);
  const [heard, setHeard] = useState({ said: '', improved: '' });
  const send = useSend(answerOpinionCall);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const body = { seenSeq: opinion.seq, reply, heard: publishes ? heard : null };
    send.mutate({ params: { id: opinion.id }, body });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      {send.error && <Failed error={send.error} />}
      <AreaField label={said.reply} value={reply} onChange={setReply} maxLength={2000} />
      <CheckField label={said.publish} value={publishes} onChange={setPublishes} />
      {publishes && (
        <>
          <AreaField
            label={said.said}
            value={heard.said}
            onChange={(value) => setHeard({ ...heard, said: value })}
            maxLength={1000}
          />
          <AreaField
            label={said.improved}
            value={heard.improved}
            onChange={(value) => setHeard({ ...heard, improved: value })}
            maxLength={2000}
          />
        </>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.send}
        </Button>
      </div>
    </form>
  );
}
