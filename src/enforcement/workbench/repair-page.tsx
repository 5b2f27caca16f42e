import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { actOnRepair, REPAIR_ACTS, readRepair } from '../wire.ts';
import { words } from './text.ts';

type Repair = Output<typeof readRepair>;
type Act = (typeof REPAIR_ACTS)[number];
const { repairs: text } = words;

/** One application for an early end. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const found = useCall(readRepair, { params: { id } });
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <Answer of={found} title={text.title}>
          {(repair) => (
            <MatterPage view={view} acts={<Acts view={view} />}>
              <What repair={repair} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const yesNo = (is: boolean): string => (is ? words.yes : words.no);

const What = ({ repair }: { readonly repair: Repair }) => (
  <Panel title={text.what}>
    <Facts
      facts={[
        [
          text.result,
          <Link key="result" to={`/enforcement/results/${repair.resultId}`}>
            {repair.documentNumber}
          </Link>,
        ],
        [text.columns.party, repair.party],
        [text.statement, repair.statement],
        [text.conditions.fulfilled, yesNo(repair.fulfilled)],
        [text.conditions.remedied, yesNo(repair.remedied)],
        [text.conditions.noRepetition, yesNo(repair.noRepetition)],
        [text.conditions.notListed, yesNo(repair.notListed)],
        [text.law, repair.law],
        [text.decision, repair.decisionNumber],
        [text.decidedOn, repair.decidedOn && <OnDay key="on" day={repair.decidedOn} />],
        [text.words, repair.words],
      ]}
    />
  </Panel>
);

function Acts({ view }: { readonly view: MatterView }) {
  const [said, setSaid] = useState('');
  const [documentNumber, setDocumentNumber] = useState('');
  const send = useSend(actOnRepair);
  const may = (act: Act): boolean => view.acts.some((each) => each.act === act);
  const does = (act: Act): void =>
    send.mutate({ params: { id: view.id }, body: { act, seenSeq: view.seq, words: said, documentNumber } });
  if (!REPAIR_ACTS.some(may)) return <p className="soft">{text.none}</p>;
  const refuses = may('not-accept') ? ('not-accept' as const) : may('deny') ? ('deny' as const) : null;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {may('accept') && (
        <Button kind="main" wide busy={send.isPending} onClick={() => does('accept')}>
          {text.acts.accept}
        </Button>
      )}
      {may('grant') && (
        <>
          <TextField label={text.grantNumber} value={documentNumber} onChange={setDocumentNumber} maxLength={80} />
          <Button
            kind="main"
            wide
            busy={send.isPending}
            disabled={documentNumber.trim().length < 3}
            onClick={() => does('grant')}
          >
            {text.acts.grant}
          </Button>
        </>
      )}
      {refuses !== null && (
        <>
          <AreaField label={text.reason} value={said} onChange={setSaid} rows={3} optional />
          <Button wide busy={send.isPending} disabled={said.trim().length < 5} onClick={() => does(refuses)}>
            {text.acts[refuses]}
          </Button>
        </>
      )}
    </div>
  );
}
