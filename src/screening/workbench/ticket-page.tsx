import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { decideHitsCall, readTicket } from '../wire.ts';
import { HitLine } from './hit-line.tsx';
import './screening.css';
import { words } from './text.ts';
import { TicketActs } from './ticket-acts.tsx';

type Ticket = Output<typeof readTicket>;
const { ticket: say } = words;

/** One ticket: what was found, line by line, what becomes of each, and the way to its end. */
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
        <p>{say.about(words.origins[ticket.origin], ticket.lines, ticket.open)}</p>
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
        {isClosed ? <p className="soft">{say.closed}</p> : <Present ticket={ticket} />}
        <Lines ticket={ticket} />
      </div>
    </Panel>
  );
}

/** How the thing stands in public, and where it is put right. */
function Present({ ticket }: { readonly ticket: Ticket }) {
  if (ticket.title === null) return <Notice tone="good">{say.gone}</Notice>;
  return (
    <>
      {ticket.mayDecide && <p className="soft">{say.how}</p>}
      {ticket.mendAt && (
        <p>
          <Link to={ticket.mendAt}>{say.mend}</Link>
        </p>
      )}
      {ticket.unread.map(({ name, unread }) => (
        <p key={name} className="soft">
          {say.unread(name, unread)}
        </p>
      ))}
      {ticket.mayDecide && <MaskAll ticket={ticket} />}
    </>
  );
}

function MaskAll({ ticket: { hits, open } }: { readonly ticket: Ticket }) {
  const send = useSend(decideHitsCall);
  const first = hits.find(({ state }) => state === 'open');
  const left = open - hits.filter(({ state }) => state === 'to-mask').length;
  if (!first || left < 2) return null;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      <span>
        <Button
          busy={send.isPending}
          onClick={() => send.mutate({ body: { hits: [first.id], reach: 'ticket', decision: 'mask', reason: '' } })}
        >
          {say.maskAll(left)}
        </Button>
      </span>
    </div>
  );
}

/** Lines by the text or file they stand in. */
function Lines({ ticket }: { readonly ticket: Ticket }) {
  const files = [...new Set(ticket.hits.map(({ content }) => content))];
  return (
    <>
      {files.map((file) => (
        <section key={file ?? ''} className="stack tight">
          <h3>{file ?? say.pointed}</h3>
          <ul className="finds">
            {ticket.hits
              .filter(({ content }) => content === file)
              .map((hit) => (
                <li key={hit.id}>
                  <HitLine hit={hit} mayDecide={ticket.mayDecide} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      {ticket.more > 0 && <p className="soft">{say.more(ticket.more)}</p>}
      <p>
        <Link to={`/screening/hits?ticket=${ticket.id}&state=all`}>{say.listed}</Link>
      </p>
    </>
  );
}
