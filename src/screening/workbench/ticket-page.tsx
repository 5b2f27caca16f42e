import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { decideTicketFinding, maskUndecidedCall, readTicket } from '../wire.ts';
import './screening.css';
import { words } from './text.ts';
import { TicketActs } from './ticket-acts.tsx';

type Ticket = Output<typeof readTicket>;
type Finding = Ticket['documents'][number]['findings'][number];
const { ticket: say } = words;
const DECISIONS = ['mask', 'keep', 'false-positive'] as const;

/** One ticket: what was found, what becomes of it, and the way to its end. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const ticket = useCall(readTicket, { params: { id } });
  return (
    <Answer of={matter} title={say.title}>
      {(view) => (
        <MatterPage view={view} acts={<TicketActs view={view} />}>
          <Answer of={ticket}>{(found) => <Found ticket={found} isClosed={view.closedAt !== null} />}</Answer>
        </MatterPage>
      )}
    </Answer>
  );
}

function Found({ ticket, isClosed }: { readonly ticket: Ticket; readonly isClosed: boolean }) {
  return (
    <Panel title={say.found}>
      <div className="stack">
        <p>{say.about(words.origins[ticket.origin], ticket.findings)}</p>
        {ticket.words && (
          <p>
            <b>{say.words}</b> {ticket.words}
          </p>
        )}
        <Facts
          facts={[
            [say.before, ticket.before && <code key="before">{ticket.before}</code>],
            [say.after, ticket.after && <code key="after">{ticket.after}</code>],
          ]}
        />
        {isClosed ? <p className="soft">{say.closed}</p> : <Standing ticket={ticket} />}
      </div>
    </Panel>
  );
}

function Standing({ ticket }: { readonly ticket: Ticket }) {
  if (ticket.title === null) return <Notice tone="good">{say.gone}</Notice>;
  return (
    <>
      {ticket.mayDecide && <p className="soft">{say.how}</p>}
      {ticket.mendAt && (
        <p>
          <Link to={ticket.mendAt}>{say.mend}</Link>
        </p>
      )}
      {ticket.mayDecide && <MaskAll ticket={ticket} />}
      {ticket.documents.length === 0 && <Notice tone="good">{say.none}</Notice>}
      {ticket.documents.map((document) => (
        <section key={document.id} className="stack tight">
          <h3>{document.name}</h3>
          {document.unread > 0 && <p className="soft">{say.unread(document.unread)}</p>}
          <ul className="finds">
            {document.findings.map((finding) => (
              <li key={finding.id}>
                <Find ticket={ticket} finding={finding} />
              </li>
            ))}
          </ul>
          {document.more > 0 && <p className="soft">{say.more(document.more)}</p>}
        </section>
      ))}
    </>
  );
}

function MaskAll({ ticket: { id, documents } }: { readonly ticket: Ticket }) {
  const send = useSend(maskUndecidedCall);
  const open = documents.flatMap(({ findings }) => findings).filter(({ decision }) => decision === null).length;
  const left = open + documents.reduce((sum, { more }) => sum + more, 0);
  if (left < 2) return null;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      <span>
        <Button busy={send.isPending} onClick={() => send.mutate({ params: { id } })}>
          {say.maskAll(left)}
        </Button>
      </span>
    </div>
  );
}

function Find({ ticket, finding }: { readonly ticket: Ticket; readonly finding: Finding }) {
  const [reason, setReason] = useState(finding.reason ?? '');
  const send = useSend(decideTicketFinding);
  const { decision } = finding;
  return (
    <div className="stack tight">
      <div className="row apart">
        <b>{finding.kindName}</b>
        <span className={decision === null ? 'tag wrong' : 'tag'}>
          {decision === null ? say.undecided : say.decisions[decision]}
        </span>
      </div>
      <p className="context">
        {finding.before}
        <mark>{finding.masked}</mark>
        {finding.after}
      </p>
      <p className="soft">
        {say.part} {finding.part}
        {finding.reason && ` · ${say.reason} ${finding.reason}`}
      </p>
      {ticket.mayDecide && (
        <div className="row">
          <TextField label={say.reason} value={reason} onChange={setReason} maxLength={200} filter />
          {DECISIONS.map((each) => (
            <Button
              key={each}
              busy={send.isPending}
              disabled={decision === each}
              onClick={() =>
                send.mutate({ params: { id: ticket.id, finding: finding.id }, body: { decision: each, reason } })
              }
            >
              {say.decisions[each]}
            </Button>
          ))}
        </div>
      )}
      {send.error && <Failed error={send.error} />}
    </div>
  );
}
