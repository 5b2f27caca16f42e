import { type ReactNode, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { words } from './text.ts';

type Sending = {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly send: (view: MatterView, decision: string, words: string) => void;
};

/** A matter that the disclosure office decides in one step, one way or the other. */
export function DecidePage({
  id,
  title,
  decisions,
  refusal,
  sending,
  asks,
  children,
}: {
  readonly id: number;
  readonly title: string;
  readonly decisions: Readonly<Record<string, string>>;
  readonly refusal: { readonly title: string; readonly words: string };
  readonly sending: Sending;
  /** What else a decision is asked for, above its button. */
  readonly asks?: Readonly<Record<string, ReactNode>>;
  /** What is particular to this kind. */
  readonly children?: ReactNode;
}) {
  const matter = useCall(readMatter, { params: { id } });
  const [said, setSaid] = useState('');
  return (
    <Answer of={matter} title={title}>
      {(view) => {
        const may = (act: string): boolean => view.acts.some((each) => each.act === act);
        const offered = Object.entries(decisions).filter(([act]) => may(act));
        return (
          <MatterPage
            view={view}
            acts={
              offered.length === 0 && !may('refuse') ? (
                <p className="soft">{words.page.none}</p>
              ) : (
                <div className="stack tight">
                  {sending.error && <Failed error={sending.error} />}
                  {offered.map(([act]) => asks?.[act] && <div key={act}>{asks[act]}</div>)}
                  {offered.map(([act, name]) => (
                    <Button
                      key={act}
                      kind="main"
                      wide
                      busy={sending.isPending}
                      onClick={() => sending.send(view, act, said)}
                    >
                      {name}
                    </Button>
                  ))}
                  <AreaField label={refusal.words} value={said} onChange={setSaid} rows={3} optional />
                  {may('refuse') && (
                    <Button wide busy={sending.isPending} onClick={() => sending.send(view, 'refuse', said)}>
                      {refusal.title}
                    </Button>
                  )}
                </div>
              )
            }
          >
            {children}
          </MatterPage>
        );
      }}
    </Answer>
  );
}
