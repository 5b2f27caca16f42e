import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { decideRuleChange, type RuleChange, readRuleChange } from '../rules-changed/contract.ts';
import { ruleText as said } from '../rules-changed/text.ts';
import { isFeeTable, RuleFacts, shownSetting } from './rule-facts.tsx';

const names: Readonly<Record<string, string>> = said.settings;

/** One change: what was and what would be, and whether it is approved. */
export function Page({ params }: PageProps) {
  const found = useCall(readRuleChange, { params: { id: Number(params.id) } });
  return (
    <Answer of={found} title={said.change}>
      {(view) => (
        <div className="stack">
          <header className="matter-heading">
            <div>
              <h1>{view.owner}</h1>
              <p className="soft number">{view.number}</p>
            </div>
            <span className="tag">{view.stateTitle}</span>
          </header>
          <Panel title={said.change}>
            <Facts
              facts={[
                [said.proposedBy, view.proposedBy],
                [said.from, view.validFrom],
                [view.subject === 'fees' ? said.source : said.reason, view.source],
              ]}
            />
            <Compared view={view} />
          </Panel>
          {view.acts.length > 0 && <Deciding view={view} />}
        </div>
      )}
    </Answer>
  );
}

function Compared({ view: { before, value } }: { readonly view: RuleChange }) {
  if (isFeeTable(value) || before === null || isFeeTable(before)) {
    return (
      <div className="two">
        <div>
          <h3>{said.before}</h3>
          {before === null ? <p>{said.none}</p> : <RuleFacts value={before} />}
        </div>
        <div>
          <h3>{said.after}</h3>
          <RuleFacts value={value} />
        </div>
      </div>
    );
  }
  const was: Readonly<Record<string, string | number>> = before;
  const changed = Object.entries(value).filter(([key, now]) => was[key] !== now);
  return (
    <div className="scroll">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{said.title}</th>
            <th scope="col">{said.before}</th>
            <th scope="col">{said.after}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map(([key, now]) => (
            <tr key={key}>
              <th scope="row">{names[key] ?? key}</th>
              <td>{shownSetting(key, was[key] ?? '')}</td>
              <td>{shownSetting(key, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changed.length === 0 && <p>{said.sameAsBefore}</p>}
    </div>
  );
}

function Deciding({ view }: { readonly view: RuleChange }) {
  const [reason, setReason] = useState('');
  const send = useSend(decideRuleChange);
  const does = (act: RuleChange['acts'][number]): void =>
    send.mutate({ params: { id: view.id }, body: { act, seenSeq: view.seq, reason } });
  return (
    <Panel title={said.decision}>
      <div className="stack tight">
        <AreaField label={said.why} optional maxLength={500} rows={2} value={reason} onChange={setReason} />
        {send.error && <Failed error={send.error} />}
        <div className="row">
          {view.acts.map((act) => (
            <Button
              key={act}
              kind={act === 'approve' ? 'main' : act === 'decline' ? 'danger' : 'quiet'}
              busy={send.isPending}
              onClick={() => does(act)}
            >
              {said.acts[act]}
            </Button>
          ))}
        </div>
      </div>
    </Panel>
  );
}
