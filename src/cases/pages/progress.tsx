import { isDay } from '../../kernel/index.ts';
import { ProofOffer } from '../../proof/index.ts';
import {
  Actions,
  Button,
  Fact,
  Facts,
  LinkButton,
  Moment,
  Notice,
  Page,
  Section,
  Steps,
  shortDay,
  Tag,
  Timeline,
} from '../../ui/index.ts';
import type { Progress } from '../operations/progress.ts';
import type { DocumentRow } from '../repo/documents.ts';
import { text } from '../text.ts';
import type { Context } from './context.ts';
import { Deadline } from './deadlines.tsx';
import { FaultList } from './fill.tsx';
import { pageText } from './text.ts';

const words = pageText.progress;
const RESULTS: ReadonlySet<string> = new Set(['certificate', 'decision']);

type Props = { readonly context: Context; readonly progress: Progress };
const hrefOf = ({ snapshot }: Progress): string => `/my/applications/${snapshot.number}`;
const mine = [{ href: '/my', title: pageText.mine }];

/** Where an application stands, by which day the city must answer and why, and what the applicant has to do. */
export const ProgressPage = ({ context, progress }: Props) => {
  const { snapshot, application } = progress;
  const results = progress.documents.filter(({ kind }) => RESULTS.has(kind));
  return (
    <Page {...context} title={snapshot.title} unlisted breadcrumb={mine}>
      {progress.current !== null && <Steps steps={progress.stages} current={progress.current} label={words.steps} />}
      <Facts>
        <Fact label={words.number}>{snapshot.number}</Fact>
        <Fact label={words.state}>{progress.stateTitle}</Fact>
        <Fact label={words.agency}>{progress.agency}</Fact>
        <Fact label={words.submitted}>
          <Moment at={application.submittedAt} />
        </Fact>
        {application.outcome && <Fact label={words.outcome}>{text.outcome[application.outcome]}</Fact>}
        {progress.phone !== '' && <Fact label={words.phone}>{progress.phone}</Fact>}
      </Facts>
      <YourTurn progress={progress} />
      {results.length > 0 && (
        <Section title={words.result}>
          <p>{words.resultNote}</p>
          <DocumentList progress={progress} documents={results} />
        </Section>
      )}
      {progress.remedies.length > 0 && (
        <Section title={words.remedies}>
          <ul>
            {progress.remedies.map((remedy) => (
              <li key={remedy}>{remedy}</li>
            ))}
          </ul>
        </Section>
      )}
      {snapshot.closedAt === null && <Deadlines progress={progress} />}
      <Section title={words.notices}>
        <DocumentList progress={progress} documents={progress.documents.filter(({ kind }) => !RESULTS.has(kind))} />
      </Section>
      <Section title={words.history}>
        <Timeline label={words.history} entries={progress.lines} />
      </Section>
      <ProofOffer state={progress.proof} href={`/my/receipts/${snapshot.number}`} isOwner />
      <Actions>
        {snapshot.state === 'done' && <LinkButton href={`/rate/${snapshot.number}`}>{words.rate}</LinkButton>}
        {progress.mayWithdraw && (
          <LinkButton kind="quiet" href={`${hrefOf(progress)}/withdraw`}>
            {words.withdraw}
          </LinkButton>
        )}
      </Actions>
    </Page>
  );
};

/** What waits for the applicant: the correction he was asked for. */
const YourTurn = ({ progress }: { readonly progress: Progress }) =>
  progress.faults.length > 0 && (
    <Section title={words.faults}>
      <Notice kind="warning" title={words.yourTurn}>
        <p>{pageText.correcting.intro}</p>
      </Notice>
      <FaultList faults={progress.faults} />
      <form method="post" action={`${hrefOf(progress)}/correct`}>
        <Button>{words.correct}</Button>
      </form>
    </Section>
  );

const Deadlines = ({ progress }: { readonly progress: Progress }) => {
  const running = progress.clocks.filter(({ left }) => left !== null);
  const [first] = running;
  return (
    <Section title={words.deadlines}>
      {first?.dueOn != null && isDay(first.dueOn) && (
        <p>
          <strong>{words.cityOwes(first.dueOn, first.title)}</strong>{' '}
          {first.provisional && <Tag>{words.provisional}</Tag>}
        </p>
      )}
      {running.map((clock) => (
        <Deadline key={clock.name} clock={clock} />
      ))}
      {progress.reviewers.map(({ agency, closed, clocks }) => (
        <div key={agency}>
          <p>{closed ? words.reviewed(agency) : words.reviewBy(agency)}</p>
          {!closed && clocks.map((clock) => <Deadline key={clock.name} clock={clock} />)}
        </div>
      ))}
    </Section>
  );
};

const DocumentList = ({
  progress,
  documents,
}: {
  readonly progress: Progress;
  readonly documents: readonly DocumentRow[];
}) =>
  documents.length === 0 ? (
    <p className="empty">{words.noDocuments}</p>
  ) : (
    <ul className="links">
      {documents.map((document) => (
        <li key={document.id}>
          {document.fileId === null ? (
            <span>{document.title}</span>
          ) : (
            <a href={`${hrefOf(progress)}/documents/${document.id}`}>{`${document.title}（PDF）`}</a>
          )}
          {document.revokedAt && <Tag>{words.revoked}</Tag>}
          <span className="note">
            {document.number} <Moment at={document.issuedAt} />
            {document.code !== null && (
              <>
                {' '}
                {words.code} <a href={`/verify/${document.code}`}>{document.code}</a>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );

/** Said once, right after sending: the number, the receipt, and by which day there will be an answer. */
export const ReceiptPage = ({ context, progress }: Props) => {
  const { snapshot } = progress;
  const receipt = progress.documents.find(({ kind }) => kind === 'receipt');
  const notice = progress.clocks.find(({ name }) => name === 'notice');
  return (
    <Page {...context} title={pageText.receipt.title} unlisted breadcrumb={mine}>
      <Notice kind="success" title={pageText.receipt.done} announced>
        <p>
          {pageText.receipt.number}：<strong>{snapshot.number}</strong>
        </p>
        <p>{pageText.receipt.keep}</p>
      </Notice>
      <Actions>
        {receipt && (
          <LinkButton href={`${hrefOf(progress)}/documents/${receipt.id}`}>{pageText.receipt.download}</LinkButton>
        )}
        <LinkButton kind="secondary" href={hrefOf(progress)}>
          {pageText.receipt.progress}
        </LinkButton>
      </Actions>
      {notice?.dueOn != null && isDay(notice.dueOn) && (
        <Section title={pageText.receipt.when}>
          <p>
            {pageText.receipt.answer(notice.dueOn)}
            {pageText.receipt.deemed}
          </p>
          <Deadline clock={notice} open />
        </Section>
      )}
    </Page>
  );
};

/** Asks once more before an application is taken back. */
export const WithdrawPage = ({ context, progress }: Props) => (
  <Page
    {...context}
    title={pageText.withdraw.title}
    unlisted
    breadcrumb={[...mine, { href: hrefOf(progress), title: progress.snapshot.title }]}
  >
    <Notice kind="warning" title={pageText.withdraw.ask} />
    <Facts>
      <Fact label={words.number}>{progress.snapshot.number}</Fact>
      <Fact label={words.submitted}>{shortDay(progress.application.submittedOn)}</Fact>
    </Facts>
    <form method="post" action={`${hrefOf(progress)}/withdraw`} className="form">
      <input type="hidden" name="seenSeq" value={progress.snapshot.seq} />
      <div className="field">
        <label htmlFor="reason">{pageText.withdraw.reason}</label>
        <textarea id="reason" name="reason" rows={3} maxLength={500} />
      </div>
      <div className="actions">
        <Button kind="danger">{pageText.withdraw.yes}</Button>
        <LinkButton kind="quiet" href={hrefOf(progress)}>
          {pageText.withdraw.no}
        </LinkButton>
      </div>
    </form>
  </Page>
);
