import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { fileReport, listFilings, returnReport, withdrawReport } from './endpoints.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { SupplementDialog } from './supplement-dialog.tsx';
import { words } from './text.ts';

type Filing = Output<typeof listFilings>['rows'][number];

/** One report about a post, or one post that stands empty. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  return (
    <Answer of={matter} title={words.filings.title}>
      {(view) => (
        <MatterPage
          view={view}
          acts={view.kind === 'staff-filing' ? <Acts view={view} /> : <p>{words.filings.vacancyHint}</p>}
        >
          {view.kind === 'staff-filing' && <Report id={id} />}
        </MatterPage>
      )}
    </Answer>
  );
}

/** The list answers one filing when it is asked for the newest one not newer than it. */
const useFiling = (id: number) => useCall(listFilings, { query: { state: 'all', before: id + 1, limit: 1 } });

function Report({ id }: { readonly id: number }) {
  const list = useFiling(id);
  return (
    <Answer of={list}>
      {({ rows }) => {
        const filing = rows.find(({ matterId }) => matterId === id);
        return filing ? <ReportFacts filing={filing} /> : null;
      }}
    </Answer>
  );
}

const ReportFacts = ({ filing }: { readonly filing: Filing }) => {
  const { filings } = words;
  return (
    <Panel title={filings.title} aside={filing.inTime ? null : <span className="tag wrong">{filings.late}</span>}>
      <Facts
        facts={[
          [filings.change, filings.changes[filing.change]],
          [filings.columns.unit, filing.unit],
          [filings.post, filing.post],
          [filings.columns.person, filing.person],
          [filings.changedOn, <OnDay key="on" day={filing.changedOn} week />],
          [filings.reported, <OnDay key="on" day={filing.reportedOn} week />],
          [filings.reportDue, <OnDay key="on" day={filing.reportDueOn} week />],
          [filings.dueOn, filing.dueOn && <OnDay key="on" day={filing.dueOn} week />],
          [filings.successor, filing.successor],
          [filings.handover, filing.handoverNote],
          [filings.receipt, filing.receiptNumber],
        ]}
      />
    </Panel>
  );
};

/** What may be done with a report now: file it, give it back, take it back, report again. */
function Acts({ view }: { readonly view: MatterView }) {
  const [open, setOpen] = useState<'return' | 'supplement' | null>(null);
  const file = useSend(fileReport);
  const giveBack = useSend(returnReport, () => setOpen(null));
  const withdraw = useSend(withdrawReport);
  const may = (act: string): boolean => view.acts.some((each) => each.act === act);
  const which = { params: { id: view.id }, body: { seenSeq: view.seq } };
  const error = file.error ?? withdraw.error;
  return (
    <div className="stack tight">
      {file.data && <Notice tone="good">{words.filings.filed(file.data.receiptNumber)}</Notice>}
      {error && <Failed error={error} />}
      {may('file') && (
        <Button kind="main" wide busy={file.isPending} onClick={() => file.mutate(which)}>
          {words.filings.file}
        </Button>
      )}
      {may('return') && (
        <Button wide onClick={() => setOpen('return')}>
          {words.filings.return}
        </Button>
      )}
      {may('supplement') && (
        <Button kind="main" wide onClick={() => setOpen('supplement')}>
          {words.filings.supplement}
        </Button>
      )}
      {may('withdraw') && (
        <Button wide busy={withdraw.isPending} onClick={() => withdraw.mutate(which)}>
          {words.filings.withdraw}
        </Button>
      )}
      {open === 'return' && (
        <ReasonDialog
          title={words.filings.return}
          busy={giveBack.isPending}
          error={giveBack.error}
          onSend={(reason) => giveBack.mutate({ ...which, body: { ...which.body, reason } })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'supplement' && <SupplementDialog id={view.id} seq={view.seq} onClose={() => setOpen(null)} />}
    </div>
  );
}
