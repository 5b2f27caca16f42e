import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { CaseView } from '../contract.ts';
import { isKnownAct } from './act-fields.ts';
import { ActForm } from './act-form.tsx';
import type { Findings } from './checklist.ts';
import { words } from './text.ts';

type Props = { readonly view: CaseView; readonly findings: Findings; readonly reload: () => void };

/** What this person may do now, each as a small form that is opened first and confirmed then. */
export function Acts({ view, findings, reload }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const acts = view.acts.filter(({ act }) => isKnownAct(act));
  return (
    <Panel
      title={words.acts.title}
      aside={<span className="soft">{words.acts.waits(view.stateTitle)}</span>}
      className="acts"
    >
      <div className="stack tight">
        {done !== null && <Notice tone="good">{done}</Notice>}
        {acts.length === 0 && <p className="soft">{view.closedAt === null ? words.acts.none : words.acts.closed}</p>}
        {acts.map(({ act, title, law, refusal }) => (
          <div key={act} className="act">
            <Button
              wide
              aria-expanded={open === act}
              disabled={refusal !== null}
              onClick={() => setOpen(open === act ? null : act)}
            >
              {title}
            </Button>
            {refusal !== null && <p className="soft">{refusal}</p>}
            {open === act && isKnownAct(act) && (
              <ActForm
                act={act}
                title={title}
                law={law}
                view={view}
                findings={findings}
                reload={reload}
                onCancel={() => setOpen(null)}
                onDone={(took) => {
                  setOpen(null);
                  setDone(took ? words.acts.done(title) : words.acts.recorded(title));
                }}
              />
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}
