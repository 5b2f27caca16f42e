import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { beginDutyPublication, readDuty } from '../wire-duties.ts';
import { decideDuty } from '../wire-reports.ts';
import { DecidePage } from './decide-page.tsx';
import { dutyWords } from './duties-text.ts';
import { DutyChart } from './duty-chart.tsx';
import { DutyFigures } from './duty-figures.tsx';
import './disclosure.css';
import { words } from './text.ts';

type Duty = Output<typeof readDuty>;
const { duties } = words;
const { compare, publication } = dutyWords;

/** Something that is told again and again, for one period: its figures, what became of them, and the way to the public. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const send = useSend(decideDuty);
  const duty = useCall(readDuty, { params: { id } });
  return (
    <DecidePage
      id={id}
      title={duties.title}
      decisions={{ meet: duties.meet, excuse: duties.excuse }}
      refusal={{ title: '', words: duties.words }}
      sending={{
        error: send.error,
        isPending: send.isPending,
        send: ({ id: matter, seq }, decision, said) =>
          send.mutate({
            params: { id: matter, decision: decision === 'meet' ? 'meet' : 'excuse' },
            body: { seenSeq: seq, words: said },
          }),
      }}
    >
      <Answer of={duty}>
        {(found) => (
          <>
            <DutyFigures duty={found} />
            <Comparison duty={found} />
            {found.trend.length > 0 && <DutyChart trend={found.trend} />}
            <Publication duty={found} />
          </>
        )}
      </Answer>
    </DecidePage>
  );
}

const Comparison = ({ duty: { rows } }: { readonly duty: Duty }) => (
  <Panel title={compare.title}>
    {rows.length === 0 ? (
      <p className="soft">{compare.none}</p>
    ) : (
      <Table
        caption={compare.table}
        rows={rows}
        keyOf={({ indicator }) => indicator}
        columns={[
          { title: compare.columns.indicator, cell: ({ indicator }) => indicator },
          {
            title: compare.columns.value,
            cell: ({ value, unit }) => (
              <span className="duty-value">{value === null ? compare.blank : compare.shown(value, unit)}</span>
            ),
            right: true,
          },
          { title: compare.columns.previous, cell: ({ previous }) => <Compared side={previous} /> },
          {
            title: compare.columns.yearBefore,
            cell: ({ yearBefore }) => (yearBefore ? <Compared side={yearBefore} /> : compare.blank),
          },
        ]}
      />
    )}
  </Panel>
);

const Compared = ({ side: { before, words: said } }: { readonly side: Duty['rows'][number]['previous'] }) => (
  <>
    {said} {before !== null && <span className="soft">{compare.before(before)}</span>}
  </>
);

function Publication({ duty }: { readonly duty: Duty }) {
  const begin = useSend(beginDutyPublication, ({ id }) => go(`/disclosure/publications/${id}`));
  const { publication: begun, index, mayEnter, mayBegin } = duty;
  if (!mayEnter && begun === null && index === null) return null;
  return (
    <Panel title={publication.title}>
      <div className="stack tight">
        {index !== null && <p>{publication.done(index)}</p>}
        {begun && <Link to={`/disclosure/publications/${begun.id}`}>{publication.open}</Link>}
        {begun && !begun.open && mayBegin && <p className="soft">{publication.givenUp}</p>}
        {mayEnter && index === null && begun?.open !== true && (
          <>
            <p className="soft">{mayBegin ? publication.beginHint : publication.beginAsk}</p>
            {begin.error && <Failed error={begin.error} />}
            <div className="row">
              <Button
                kind="main"
                busy={begin.isPending}
                disabled={!mayBegin}
                onClick={() => begin.mutate({ params: { id: duty.id } })}
              >
                {publication.begin}
              </Button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
