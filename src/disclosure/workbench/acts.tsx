import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, Field } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { MatterView } from '../../workbench-api/contract.ts';
import { followedKey } from '../consents/rules.ts';
import { actOnPublication, type PublicationActBody, type PublicationView } from '../wire.ts';
import { SecrecyLook } from './secrecy-look.tsx';
import { words } from './text.ts';

const { acts } = words;
const GATES = ['department', 'office', 'secrecy'] as const;

type Props = {
  readonly view: MatterView;
  readonly publication: PublicationView;
  /** Something is not saved yet: it would not be handed in. */
  readonly dirty: boolean;
};
type Part = Props & {
  readonly may: (act: string) => boolean;
  readonly does: (body: PublicationActBody) => void;
  readonly busy: boolean;
};

/** What may be done with a publication now. */
export function Acts(props: Props) {
  const { view, publication } = props;
  const send = useSend(actOnPublication);
  const part: Part = {
    ...props,
    busy: send.isPending,
    may: (act) => view.acts.some((each) => each.act === act),
    does: (body) => send.mutate({ params: { id: publication.id }, body }),
  };
  const [first] = send.data?.released ?? [];
  if (view.acts.length === 0 && !first) return <p className="soft">{words.page.none}</p>;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {first && <Notice tone="good">{acts.released(first.index)}</Notice>}
      <Handing {...part} />
      <Reviewing {...part} />
      <Releasing {...part} />
      <Saying {...part} />
    </div>
  );
}

const Handing = ({ may, does, busy, dirty, view, publication }: Part) =>
  may('submit') && (
    <Button
      kind="main"
      wide
      busy={busy}
      disabled={dirty}
      onClick={() => does({ act: 'submit', seenSeq: view.seq, seenRevision: publication.revision })}
    >
      {dirty ? words.editor.unsaved : acts.submit}
    </Button>
  );

function Reviewing({ may, does, busy, view, publication }: Part) {
  const [said, setSaid] = useState('');
  const [checked, setChecked] = useState<readonly string[]>([]);
  const gate = GATES.find((each) => may(`pass-${each}`) || may(`return-${each}`));
  if (!gate) return null;
  const say = (passed: boolean): void =>
    does({
      act: 'review',
      gate,
      passed,
      words: said,
      checked: [...checked],
      seenSeq: view.seq,
      seenText: publication.text,
    });
  const isLookedAt =
    publication.secrecy?.checks.every(({ key }) => checked.includes(key) || checked.includes(followedKey(key))) ?? true;
  return (
    <div className="stack tight">
      {publication.secrecy && <SecrecyLook look={publication.secrecy} checked={checked} onChange={setChecked} />}
      <AreaField label={acts.words} value={said} onChange={setSaid} rows={3} optional />
      {may(`pass-${gate}`) && (
        <Button kind="main" wide busy={busy} disabled={!isLookedAt} onClick={() => say(true)}>
          {words.gates[gate]}：{acts.pass}
        </Button>
      )}
      <Button wide busy={busy} onClick={() => say(false)}>
        {acts.giveBack}
      </Button>
      {may('stop-secrecy') && (
        <Button
          kind="danger"
          wide
          busy={busy}
          onClick={() => does({ act: 'stop-secrecy', words: said, seenSeq: view.seq })}
        >
          {acts.stop}
        </Button>
      )}
    </div>
  );
}

function Releasing({ may, does, busy, view, publication }: Part) {
  const [asking, setAsking] = useState(false);
  const [at, setAt] = useState('');
  const seenSeq = view.seq;
  const isProactive = publication.content.attribute === 'proactive';
  return (
    <>
      {may('publish') && isProactive && (
        <Button kind="main" wide onClick={() => setAsking(true)}>
          {acts.publish}
        </Button>
      )}
      {may('schedule') && isProactive && (
        <div className="stack tight">
          <Field label={acts.at} optional>
            {(tied) => (
              <input {...tied} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
            )}
          </Field>
          <Button
            wide
            busy={busy}
            disabled={at === ''}
            onClick={() => does({ act: 'schedule', seenSeq, publishAt: `${at}:00+08:00` })}
          >
            {acts.schedule}
          </Button>
        </div>
      )}
      {may('unschedule') && (
        <Button wide busy={busy} onClick={() => does({ act: 'unschedule', seenSeq })}>
          {acts.unschedule}
        </Button>
      )}
      {may('withhold') && !isProactive && (
        <Button kind="main" wide busy={busy} onClick={() => does({ act: 'withhold', seenSeq })}>
          {acts.withhold}
        </Button>
      )}
      {asking && (
        <Dialog title={acts.publish} onClose={() => setAsking(false)}>
          <p>{acts.publishAsk}</p>
          <Button
            kind="main"
            busy={busy}
            onClick={() => {
              setAsking(false);
              does({ act: 'publish', seenSeq });
            }}
          >
            {acts.publish}
          </Button>
        </Dialog>
      )}
    </>
  );
}

function Saying({ may, does, busy, view }: Part) {
  const [asked, setAsked] = useState<'recall' | 'drop' | 'feedback' | null>(null);
  const [said, setSaid] = useState('');
  return (
    <>
      {(['feedback', 'recall', 'drop'] as const).map(
        (act) =>
          may(act) && (
            <Button key={act} wide onClick={() => setAsked(act)}>
              {acts[act]}
            </Button>
          ),
      )}
      {asked !== null && (
        <Dialog title={acts[asked]} onClose={() => setAsked(null)}>
          <AreaField label={acts.words} value={said} onChange={setSaid} />
          <Button
            kind="main"
            busy={busy}
            disabled={said.trim().length < 5}
            onClick={() => {
              does({ act: asked, words: said, seenSeq: view.seq });
              setAsked(null);
              setSaid('');
            }}
          >
            {acts[asked]}
          </Button>
        </Dialog>
      )}
    </>
  );
}
